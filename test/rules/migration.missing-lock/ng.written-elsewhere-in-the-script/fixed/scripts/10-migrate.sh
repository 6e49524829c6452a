#!/bin/bash
set -euo pipefail
run="psql -v ON_ERROR_STOP=1 -d rooms -c \"SET lock_timeout = '5s'\" -c \"DO 'BEGIN IF NOT pg_try_advisory_lock(887518573) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'\" -c 'ALTER TABLE doors ADD COLUMN a text'"
eval "$run"
psql -v ON_ERROR_STOP=1 -d rooms -c "$(cat db/notes.sql)"
steps=/tmp/steps.sql
echo 'SET lock_timeout = 5000; DO $$ BEGIN IF NOT pg_try_advisory_lock(887518573) THEN RAISE EXCEPTION $m$another migration is running$m$; END IF; END $$; ALTER TABLE doors ADD COLUMN c text;' > $steps
echo 'ALTER TABLE rooms ADD COLUMN d text; SELECT pg_advisory_unlock(887518573);;' >> $steps
psql -v ON_ERROR_STOP=1 -d rooms -f $steps
