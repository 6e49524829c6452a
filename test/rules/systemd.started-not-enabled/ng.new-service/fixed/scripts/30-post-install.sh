#!/bin/bash
set -euo pipefail

install -m 0644 systemd/*.service systemd/*.timer /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now dten-gateway
systemctl restart dten-export.timer
systemctl restart dtend
