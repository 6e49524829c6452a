#!/bin/bash
echo "SET LOCAL lock_timeout = '5s'; DO 'BEGIN IF NOT pg_try_advisory_xact_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'; ALTER TABLE events ADD COLUMN source text DEFAULT '';" | psql -v ON_ERROR_STOP=1 -1 app
echo 'SET lock_timeout = 5000; DO $$ BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION $m$another migration is running$m$; END IF; END $$; ALTER TABLE rooms ALTER COLUMN name TYPE text; ANALYZE rooms; SELECT pg_advisory_unlock(1083068130);' | psql -v ON_ERROR_STOP=on app
psql -v ON_ERROR_STOP=1 app <<< "SET lock_timeout = '5s'; DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'; DROP TABLE old_rooms; SELECT pg_advisory_unlock(1083068130);"
STATEMENT="ALTER TABLE devices DROP COLUMN colour"
psql app -v ON_ERROR_STOP=1 -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c "$STATEMENT"
