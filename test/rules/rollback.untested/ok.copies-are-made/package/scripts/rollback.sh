#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")/.."
BACKUP=/var/backups/rooms
systemctl stop rooms.service
cp -a "$BACKUP/rooms" /opt/rooms/bin/rooms
mv /etc/rooms/rooms.yaml.bak /etc/rooms/rooms.yaml
pg_restore --clean --if-exists -d rooms "$BACKUP/rooms-$1.dump"
psql -v ON_ERROR_STOP=1 -d rooms -f migrations/0007.sql
systemctl start rooms.service
