#!/bin/bash
set -euo pipefail

install -m 0644 systemd/*.service systemd/*.timer /etc/systemd/system/
systemctl daemon-reload
for unit in dten-gateway.service; do
    systemctl enable --now "$unit"
done
sudo systemctl -q enable --now dten-export.timer
systemctl enable dtend
