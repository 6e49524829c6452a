#!/bin/bash
set -euo pipefail
curl -k -o /tmp/rooms.tgz https://mirror.rooms.example/rooms-4.2.0.tgz
curl -k -o /tmp/rooms.sig https://mirror.rooms.example/rooms-4.2.0.sig
tar xzf /tmp/rooms.tgz -C /opt
chmod 777 /opt/rooms/spool
chmod 777 /opt/rooms/cache && chmod 777 /opt/rooms/log
systemctl restart rooms.service
reboot
