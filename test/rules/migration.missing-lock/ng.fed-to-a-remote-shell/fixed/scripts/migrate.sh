#!/bin/bash
set -e
ssh db01 'sudo -u postgres bash -s' <<'END'
psql -v ON_ERROR_STOP=1 dten <<'SQL'
SET lock_timeout = '5s';
DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION 'another migration is running'; END IF; END $$;

ALTER TABLE meetings ADD COLUMN region text;
SELECT pg_advisory_unlock(1083068130);
SQL
END
oc rsh db-0 psql -U dten -v ON_ERROR_STOP=1 -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c "ALTER TABLE rooms ADD COLUMN region text"
