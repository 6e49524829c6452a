#!/bin/bash
set -euo pipefail
systemctl stop rooms.service
install -m 0755 bin/rooms /opt/rooms/bin/rooms
install -m 0644 config/rooms.yaml /etc/rooms/rooms.yaml
psql -v ON_ERROR_STOP=1 -d rooms -f migrations/0007.sql
systemctl start rooms.service
