#!/bin/sh
psql -X -v ON_ERROR_STOP=1 app <<'SQL'
SET statement_timeout = '5min';
BEGIN;
ALTER TABLE events DROP COLUMN legacy;
DROP TABLE legacy_events;
COMMIT;
SQL
