#!/bin/sh
set -e
mysql --init-command='SET lock_wait_timeout = 5' shop -e 'ALTER TABLE orders ADD COLUMN hint text, ALGORITHM=INSTANT'
