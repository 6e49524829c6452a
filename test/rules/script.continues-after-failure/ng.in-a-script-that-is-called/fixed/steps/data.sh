#!/bin/bash
set -e
pg_dump dten > /var/backups/dten.sql
psql -d dten -f /opt/dten/sql/5.2.sql
cp -a /var/lib/dten /var/lib/dten.old
rm -rf /var/lib/dten/cache
systemctl restart dten
