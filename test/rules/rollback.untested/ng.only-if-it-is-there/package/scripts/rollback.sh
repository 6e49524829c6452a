#!/bin/bash
set -euo pipefail
systemctl stop rooms.service
if [ -f /var/backups/rooms/rooms.yaml ]; then
  install -m 0644 /var/backups/rooms/rooms.yaml /etc/rooms/rooms.yaml
fi
systemctl start rooms.service
