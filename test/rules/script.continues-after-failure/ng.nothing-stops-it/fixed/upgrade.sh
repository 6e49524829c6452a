#!/bin/bash
set -e
LOG=/var/log/hub/upgrade.log
systemctl stop hub
tar xzf hub-5.2.0.tar.gz -C /opt/hub
cp config/hub.toml /etc/hub/hub.toml
psql -d hub -f sql/5.2.0.sql >> "$LOG" 2>&1
systemctl start hub
