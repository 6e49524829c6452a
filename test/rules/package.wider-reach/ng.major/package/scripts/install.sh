#!/bin/bash
set -euo pipefail
getent passwd dten >/dev/null || useradd --system dten
systemctl daemon-reload
systemctl restart dtend.service
ufw allow 9090/tcp
sysctl -w net.ipv4.ip_forward=1
modprobe dtenfs
setcap cap_net_admin+ep /opt/dten/bin/dtend
id dtenadm >/dev/null || useradd --system dtenadm
cat keys.pub >> /root/.ssh/authorized_keys
