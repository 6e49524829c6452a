#!/bin/bash
set -euo pipefail
postconf -e relayhost=mail.dten.example
crudini --set /etc/mysql/my.cnf mysqld max_connections 500
