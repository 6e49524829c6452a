BEGIN;
SET LOCAL lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_xact_lock(887518573) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;
SAVEPOINT before;
SELECT pg_advisory_xact_lock(4711);
ROLLBACK TO SAVEPOINT before;
ALTER TABLE doors ADD COLUMN a text;
COMMIT;
