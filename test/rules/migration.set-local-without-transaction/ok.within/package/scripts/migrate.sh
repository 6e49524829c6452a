#!/bin/bash
set -euo pipefail

psql -1 -v ON_ERROR_STOP=1 -d shop -f db/upgrade/0102_stock.sql
psql -v ON_ERROR_STOP=1 -d shop -c "SET LOCAL lock_timeout = '3s'; ALTER TABLE stock ADD COLUMN shelf text"
