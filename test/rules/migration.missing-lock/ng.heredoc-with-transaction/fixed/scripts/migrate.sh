#!/bin/sh
psql -X -v ON_ERROR_STOP=1 app <<'SQL'
SET statement_timeout = '5min';
BEGIN;
SET LOCAL lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_xact_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;
ALTER TABLE events DROP COLUMN legacy;
DROP TABLE legacy_events;
COMMIT;
SQL
