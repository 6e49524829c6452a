#!/bin/bash
set -e
OLD_HOST="sftp.old.dten.example"
PORT=2222
IMPORT_URL="sftp://${OLD_HOST}:${PORT}/in"
NEW_HOST=import.dten.example
cat > /etc/cron.d/dten-import <<EOF
# Disabled by Upgrade Review (schedule/retired-endpoint): sftp.old.dten.example is retired since 2025-12-31, https://import.dten.example replaces it. Was:
# 45 1 * * * dten /usr/bin/curl -s -o /var/lib/dten/in.csv ${IMPORT_URL}
55 1 * * * dten /usr/bin/curl -s -o /var/lib/dten/new.csv https://${NEW_HOST}/in
EOF
