SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(887518573) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE doors ADD COLUMN b text;
SELECT pg_advisory_unlock(887518573);
RESET lock_timeout;
