#!/bin/bash
set -euo pipefail
systemctl stop rooms.service
install -m 0755 /opt/rooms/previous/rooms /opt/rooms/bin/rooms
cp /etc/rooms/rooms.yaml.dpkg-old /etc/rooms/rooms.yaml
psql -v ON_ERROR_STOP=1 -d rooms -c "UPDATE settings SET value = '4.1.7' WHERE name = 'rooms.version'"
systemctl start rooms.service
