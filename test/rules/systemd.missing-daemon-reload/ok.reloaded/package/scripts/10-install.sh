#!/bin/bash
set -euo pipefail

HERE="$(cd "$(dirname "$0")/.." && pwd)"

reload_units() { systemctl daemon-reload; }

install -m 0644 "$HERE"/systemd/dten-api.service /etc/systemd/system/
reload_units
systemctl restart dten-api.service

# enable reloads by itself.
install -m 0644 "$HERE"/systemd/dten-api.service /etc/systemd/system/dten-hub.service
systemctl enable --now dten-hub.service
systemctl restart dten-hub.service

# Another unit than the one that has changed.
sed -i 's/2G/4G/' /etc/systemd/system/dten-batch.service
systemctl restart nginx.service
systemctl daemon-reload

# On another host.
scp "$HERE"/systemd/dten-api.service app02:/etc/systemd/system/
ssh app02 'systemctl daemon-reload; systemctl restart dten-api.service'

# A package brings its units and has systemd read them.
cp "$HERE"/systemd/dten-api.service /etc/systemd/system/dten-agent.service
dpkg -i "$HERE"/packages/dten-agent.deb
systemctl restart dten-agent.service
