#!/bin/bash
set -euo pipefail

install -m 0644 systemd/*.service systemd/*.timer /etc/systemd/system/
systemctl daemon-reload
for unit in dten-gateway.service; do
    systemctl enable "$unit"
done
sudo systemctl -q enable dten-export.timer
systemctl enable dtend
