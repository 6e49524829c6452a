#!/bin/bash
set -euo pipefail
DB_PASSWORD=${DB_PASSWORD:?is required}
API_TOKEN=$(cat /run/secrets/api_token)
SESSION_SECRET=$(openssl rand -base64 32)
read -rsp 'Password of the database: ' ADMIN_PASSWORD
PASSWORD_FILE=/etc/acme/db.pass
echo "Usage: $0 --password=SECRET"
mysql --defaults-extra-file=/root/.my.cnf -e 'SELECT 1'
