#!/bin/bash
set -euo pipefail
install -m 0755 /opt/rooms/previous/rooms /opt/rooms/bin/rooms
install -m 0644 /etc/rooms/rooms.yaml.previous /etc/rooms/rooms.yaml
pg_restore --clean -d rooms /var/backups/rooms.dump
