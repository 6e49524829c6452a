#!/bin/sh
set -e
sqlite3 -bail -cmd '.timeout 5000' /var/lib/shop/shop.db <<'SQL'
CREATE TABLE orders_new (id INTEGER PRIMARY KEY, state TEXT NOT NULL);
INSERT INTO orders_new SELECT id, coalesce(state, 'open') FROM orders;
DROP TABLE orders;
ALTER TABLE orders_new RENAME TO orders;
SQL
