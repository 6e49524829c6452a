#!/bin/sh
psql -v ON_ERROR_STOP=1 <<'SQL'
SELECT pg_try_advisory_lock(7) AS got \gset
\connect reports
SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE totals ADD COLUMN tax numeric;
SELECT pg_advisory_unlock(1083068130);
SQL
