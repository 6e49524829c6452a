#!/bin/sh
set -e
sqlite3 -cmd '.timeout 5000' /var/lib/shop/shop.db "UPDATE orders SET state = 'open' WHERE state IS NULL"
