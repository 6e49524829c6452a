\set AUTOCOMMIT off
SET lock_timeout = '5s';
SELECT pg_advisory_xact_lock(4711);
ALTER TABLE doors ADD COLUMN IF NOT EXISTS b text;
COMMIT;
