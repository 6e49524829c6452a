BEGIN;
SET LOCAL lock_timeout = '5s';
SELECT pg_advisory_xact_lock(4711);
SAVEPOINT before;
INSERT INTO schema_version VALUES ('1');
ROLLBACK TO SAVEPOINT before;
ALTER TABLE doors ADD COLUMN IF NOT EXISTS a text;
COMMIT;
