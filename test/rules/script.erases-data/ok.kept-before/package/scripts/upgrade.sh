#!/bin/bash
set -euo pipefail
DATA=/opt/dten/uploads
BACKUP=/srv/backup/dten-$(date +%F)
mkdir -p "$BACKUP"
tar -czf "$BACKUP/uploads.tgz" "$DATA"
pg_dump -Fc dten_reports -f "$BACKUP/reports.dump"
rm -rf "$DATA"
dropdb dten_reports
mv /var/lib/redis /var/lib/redis.old
