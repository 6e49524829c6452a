#!/bin/sh
set -e
count=$(sqlite3 /var/lib/shop/shop.db 'SELECT count(*) FROM orders')
sqlite3 -cmd '.timeout 5000' /var/lib/shop/shop.db "UPDATE orders SET state = 'open' WHERE state IS NULL"
