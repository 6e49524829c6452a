#!/bin/bash
set -e
psql -v ON_ERROR_STOP=1 -d product -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c "DROP TRIGGER IF EXISTS update_password ON accounts"
