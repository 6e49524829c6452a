#!/bin/bash
set -euo pipefail
BACKUP=/var/backups/rooms
systemctl stop rooms.service
mkdir -p "$BACKUP"
cp -a /opt/rooms/bin/rooms "$BACKUP/rooms"
cp -a /etc/rooms/rooms.yaml{,.bak}
pg_dump -Fc -f "$BACKUP/rooms-$(date +%F).dump" rooms
install -m 0755 bin/rooms /opt/rooms/bin/rooms
install -m 0644 config/rooms.yaml /etc/rooms/rooms.yaml
psql -v ON_ERROR_STOP=1 -d rooms -f migrations/0007.sql
systemctl start rooms.service
