#!/bin/sh
set -e
sqlite3 -bail -cmd '.timeout 5000' /var/lib/shop/shop.db 'ALTER TABLE orders ADD COLUMN region TEXT NOT NULL'
