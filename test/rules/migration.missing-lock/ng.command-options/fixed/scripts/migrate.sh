#!/bin/sh
psql app -v ON_ERROR_STOP=1 -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -tAqc "ALTER TABLE \"Events\" ADD COLUMN source text DEFAULT 'x'" -c 'DROP TABLE old_events'
sudo -u postgres psql -v ON_ERROR_STOP=1 -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" --command='CREATE INDEX CONCURRENTLY e_idx ON events (id)'
su - postgres -c "psql app -v ON_ERROR_STOP=1 -c \"SET lock_timeout = '5s'\" -c \"DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'\" -c 'DROP VIEW device_summary'"
