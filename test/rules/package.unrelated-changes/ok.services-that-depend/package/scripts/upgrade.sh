#!/bin/bash
set -euo pipefail
systemctl stop rooms.service
install -m 0755 bin/rooms /opt/rooms/bin/rooms
systemctl start rooms.service
systemctl restart nginx.service
systemctl restart badges.service
