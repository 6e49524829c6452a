#!/bin/bash
set -euo pipefail

install -m 0644 systemd/* /etc/systemd/system/
systemctl daemon-reload
systemctl enable dten-gateway.service dten-export.timer
systemctl start dten-gateway.service dten-export.timer
# Its socket starts it.
systemctl enable --now dten-relay.socket
systemctl start dten-relay.service
# Runs once.
systemctl start dten-export.service
# Production has it.
systemctl restart dtend.service
