#!/bin/bash
set -euo pipefail
postconf -n
crudini --get /etc/mysql/my.cnf mysqld max_connections
crudini --set /etc/dten/hub.ini server port 8080
