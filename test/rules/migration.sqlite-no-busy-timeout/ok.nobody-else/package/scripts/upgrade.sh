#!/bin/sh
set -e
sqlite3 /tmp/report.db "DELETE FROM lines"
sqlite3 /var/lib/shop/shop.db 'SELECT count(*) FROM orders'
sqlite3 /var/lib/shop/new.db 'CREATE TABLE lines (id INTEGER PRIMARY KEY); INSERT INTO lines VALUES (1)'
