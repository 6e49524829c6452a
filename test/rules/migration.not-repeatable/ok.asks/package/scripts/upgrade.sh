#!/bin/bash
set -euo pipefail
if ! psql -At -d shop -c "SELECT to_regclass('notes')" | grep -q notes; then
  psql -v ON_ERROR_STOP=1 -d shop -f migrations/0190_notes.sql
fi
psql -v ON_ERROR_STOP=1 -d shop <<'SQL'
SET lock_timeout = '3s';
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note_id bigint;
DROP VIEW IF EXISTS open_notes;
CREATE VIEW open_notes AS SELECT id FROM notes;
SQL
