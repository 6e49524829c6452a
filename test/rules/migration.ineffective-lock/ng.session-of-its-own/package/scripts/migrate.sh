#!/bin/bash
set -euo pipefail

psql -v ON_ERROR_STOP=1 -d shop -c "SELECT pg_advisory_lock(20260901)"
psql -v ON_ERROR_STOP=1 -d shop -c "SET lock_timeout = '5s'" -c "ALTER TABLE orders ADD COLUMN channel text"
psql -v ON_ERROR_STOP=1 -d shop -c "SELECT pg_advisory_unlock(20260901)"
