#!/bin/sh
set -e
groupadd --system dten || true
install -m 644 systemd/dten-import.service /etc/systemd/system/
systemctl daemon-reload
systemctl start dten-import
