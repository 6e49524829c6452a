#!/bin/bash
set -euo pipefail
psql -v ON_ERROR_STOP=1 -d shop -c "SET lock_timeout = '3s'; ALTER TABLE orders RENAME COLUMN mail TO email"
