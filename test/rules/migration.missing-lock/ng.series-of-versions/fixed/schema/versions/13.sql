SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE entries ADD COLUMN lang text;
SELECT pg_advisory_unlock(1083068130);
RESET lock_timeout;
