#!/bin/sh
set -eu
mysql --defaults-extra-file=/etc/rooms/my.cnf rooms < sql/4.2-to-4.3.sql
