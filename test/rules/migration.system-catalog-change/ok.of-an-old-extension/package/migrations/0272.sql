CREATE TEXT SEARCH CONFIGURATION identifier ( COPY = english );
INSERT INTO pg_ts_cfg VALUES ('identifier', 'default', 'C');
