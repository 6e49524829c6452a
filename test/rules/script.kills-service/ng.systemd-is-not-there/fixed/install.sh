#!/bin/sh
set -e
install -m 0644 dten.service /etc/systemd/system/dten.service
if ! systemctl restart dten.service; then
  systemctl stop dten.service || true
fi
