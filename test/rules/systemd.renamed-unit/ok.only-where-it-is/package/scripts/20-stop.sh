#!/bin/bash
set -euo pipefail

if systemctl list-unit-files | grep -q dten-agent; then systemctl stop dten-agent; fi
if [ -f /lib/systemd/system/dten-agent.service ]; then
    systemctl disable dten-agent.service
fi
ssh db01 systemctl restart dten-agent
systemctl -H db01 restart dten-agent
systemctl --root /mnt/image enable dten-agent
