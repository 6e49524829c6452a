#!/bin/bash
set -euo pipefail
psql -v ON_ERROR_STOP=1 -d shop -f migrations/0190_notes.sql
psql -v ON_ERROR_STOP=1 -d shop <<'SQL'
SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note_id bigint;
DROP TABLE IF EXISTS scratch_notes;
SQL
