#!/bin/bash
set -euo pipefail

install -m 0644 systemd/* /etc/systemd/system/
systemctl daemon-reload
systemctl enable --now dten-export.timer
systemctl enable dten-gateway
service dten-gateway start
systemctl enable dtend.service
