#!/bin/bash
set -euo pipefail
saved=${1:?the folder with the copies}
systemctl stop rooms.service
cp -a "$saved/rooms" /opt/rooms/bin/rooms
cp -a /usr/share/rooms/rooms.yaml /etc/rooms/rooms.yaml
systemctl start rooms.service
