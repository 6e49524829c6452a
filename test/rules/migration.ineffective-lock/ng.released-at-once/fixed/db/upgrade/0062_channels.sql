SET lock_timeout = '5s';
-- held until we are done
DO $$ BEGIN IF NOT pg_try_advisory_lock(4711) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE channels ADD COLUMN owner_id bigint;
ALTER TABLE channels DROP COLUMN IF EXISTS owner_name;
