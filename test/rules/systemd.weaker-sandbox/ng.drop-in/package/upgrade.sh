#!/bin/sh
set -e
mkdir -p /etc/systemd/system/dtend.service.d
cat > /etc/systemd/system/dtend.service.d/user.conf <<'U'
[Service]
User=root
U
systemctl daemon-reload
systemctl restart dtend
