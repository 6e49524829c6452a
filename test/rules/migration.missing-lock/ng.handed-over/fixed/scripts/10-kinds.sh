#!/bin/bash
set -euo pipefail

PSQL="psql -U dten -d dten"

run_sql() {
  sudo -u postgres psql -d dten -v ON_ERROR_STOP=1 -c "SET lock_timeout = '5s'" -c "DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END'" -c "$1"
}

run_sql 'ALTER TABLE rooms ALTER COLUMN kind TYPE bigint'

$PSQL -v ON_ERROR_STOP=1 <<SQL
SET lock_timeout = '5s';
DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END';

ALTER TABLE calls ADD COLUMN kind bigint;
SELECT pg_advisory_unlock(1083068130);
SQL
