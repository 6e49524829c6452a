-- What a dump does with the counters of its tables.
DELETE FROM sqlite_sequence;
INSERT INTO sqlite_sequence VALUES ('devices', 12);
