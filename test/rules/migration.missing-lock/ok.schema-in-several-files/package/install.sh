#!/bin/sh
set -eu
cd /opt/radius
mysql --defaults-extra-file=/root/.my.cnf radius < db/server.sql
mysql --defaults-extra-file=/root/.my.cnf radius < db/console.sql
