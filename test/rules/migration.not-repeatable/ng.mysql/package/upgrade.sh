#!/bin/sh
set -eu
mysql --defaults-extra-file=/etc/rooms/my.cnf rooms < sql/4.2-to-4.3.sql
cat sql/4.3-to-4.4.sql | mysql --defaults-extra-file=/etc/rooms/my.cnf rooms
