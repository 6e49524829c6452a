BEGIN;
SAVEPOINT before;
SELECT pg_advisory_xact_lock(4711);
ROLLBACK TO SAVEPOINT before;
ALTER TABLE doors ADD COLUMN a text;
COMMIT;
