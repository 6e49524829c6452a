#!/bin/sh
sqlite3 /var/lib/acme.db <<'SQL'
ALTER TABLE rooms ADD COLUMN wing INT;
SQL
