SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(887518573) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

BEGIN;
SELECT pg_advisory_xact_lock(4711);
\ir parts.sql
ALTER TABLE doors ADD COLUMN c text;
COMMIT;
SELECT pg_advisory_unlock(887518573);
RESET lock_timeout;
