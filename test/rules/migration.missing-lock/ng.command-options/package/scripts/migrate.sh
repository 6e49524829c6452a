#!/bin/sh
psql app -tAqc "ALTER TABLE \"Events\" ADD COLUMN source text DEFAULT 'x'" -c 'DROP TABLE old_events'
sudo -u postgres psql -v ON_ERROR_STOP=1 --command='CREATE INDEX CONCURRENTLY e_idx ON events (id)'
su - postgres -c "psql app -c 'DROP VIEW device_summary'"
