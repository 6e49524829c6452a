#!/bin/bash
set -euo pipefail
. ./db.env
export PGHOST PGPORT


psql -v ON_ERROR_STOP=1 shop <<'SQL'
SELECT 1 / pg_try_advisory_lock(20260901)::int;
SET lock_timeout = '5s';
ALTER TABLE orders ADD COLUMN channel text;
SELECT pg_advisory_unlock(20260901);
SQL
