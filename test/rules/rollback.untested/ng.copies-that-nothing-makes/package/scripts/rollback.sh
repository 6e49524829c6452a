#!/bin/bash
set -euo pipefail
BACKUP=/var/backups/rooms
systemctl stop rooms.service
install -m 0755 "$BACKUP/rooms" /opt/rooms/bin/rooms
mv /etc/rooms/rooms.yaml.bak /etc/rooms/rooms.yaml
pg_restore --clean --if-exists -d rooms "$BACKUP/rooms.dump"
systemctl start rooms.service
