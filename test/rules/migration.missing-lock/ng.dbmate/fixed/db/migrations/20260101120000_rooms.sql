-- migrate:up
SET LOCAL lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_xact_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE rooms ADD COLUMN floor int;

-- migrate:down
ALTER TABLE rooms DROP COLUMN floor;
