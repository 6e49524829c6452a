#!/bin/bash
set -euo pipefail

PSQL="psql -U dten -d dten"

run_sql() {
  sudo -u postgres psql -d dten -c "$1"
}

run_sql 'ALTER TABLE rooms ALTER COLUMN kind TYPE bigint'

$PSQL <<SQL
ALTER TABLE calls ADD COLUMN kind bigint;
SQL
