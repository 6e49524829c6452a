BEGIN;
SELECT pg_advisory_xact_lock(4711);
SET LOCAL lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN region text;
COMMIT;

CREATE INDEX CONCURRENTLY channels_region_idx ON channels (region);
