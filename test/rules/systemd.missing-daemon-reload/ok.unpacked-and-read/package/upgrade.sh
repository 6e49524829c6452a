#!/bin/bash
set -e
tar -C /etc/systemd/system -xzf units.tgz
tar -xzf files.tgz -C /opt/hub
systemctl daemon-reload
systemctl restart hubd hub-web
