#!/bin/sh
set -eu
install -m 0644 systemd/dtend.service /etc/systemd/system/dtend.service
systemctl daemon-reload
jq -r .mode config/dten.json
./scripts/migrate.py
systemctl restart dtend.service
