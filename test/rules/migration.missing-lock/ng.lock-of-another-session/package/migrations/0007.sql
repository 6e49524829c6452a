-- Windows line ends
SELECT pg_advisory_xact_lock(42);
ALTER TABLE rooms ADD COLUMN z int;
\if :drop_old
DROP TABLE old_rooms;
\endif
