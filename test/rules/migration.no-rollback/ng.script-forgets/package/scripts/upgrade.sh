#!/bin/bash
set -euo pipefail
systemctl stop shop
install -m 0755 bin/shop /opt/shop/bin/shop
psql -v ON_ERROR_STOP=1 -d shop <<'SQL'
SET lock_timeout = '3s';
ALTER TABLE orders RENAME COLUMN mail TO email;
SQL
systemctl start shop
