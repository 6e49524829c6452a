DO $$ BEGIN IF NOT pg_try_advisory_lock(4711) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;
SET lock_timeout = '5s';
ALTER TABLE channels ADD COLUMN quota integer;
SELECT pg_advisory_unlock_shared(4711);
