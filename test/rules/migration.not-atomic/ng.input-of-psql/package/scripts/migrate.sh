#!/bin/bash
set -euo pipefail

psql -v ON_ERROR_STOP=1 -d shop <<'SQL'
SET lock_timeout = '5s';
ALTER TABLE users RENAME COLUMN mail TO email;
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
SQL
