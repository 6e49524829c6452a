#!/bin/sh
set -e
sqlite3 /var/lib/shop/shop.db <<'SQL'
PRAGMA busy_timeout = 5000;
DELETE FROM sessions;
SQL
