#!/bin/bash
set -e
if systemctl is-active --quiet systemd-networkd.service; then
  systemctl restart systemd-networkd.service
fi
