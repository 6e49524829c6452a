#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")/.."
systemctl stop rooms.service
psql -v ON_ERROR_STOP=1 -d rooms -f migrations/0007.down.sql
install -m 0755 bin/rooms-4.1 /opt/rooms/bin/rooms
install -m 0644 config/rooms.yaml /etc/rooms/rooms.yaml
systemctl start rooms.service
