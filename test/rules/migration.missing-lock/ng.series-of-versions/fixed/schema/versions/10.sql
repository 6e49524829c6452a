BEGIN;
\set ON_ERROR_STOP on
SET LOCAL lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_xact_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE feeds ADD COLUMN site_url text;
UPDATE schema_version SET version = 10;

COMMIT;
