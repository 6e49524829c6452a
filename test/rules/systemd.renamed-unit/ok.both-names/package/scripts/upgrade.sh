#!/bin/sh
set -e
systemctl disable --now dten-agent.service 2>/dev/null || true
if systemctl is-active --quiet dten-agent.service; then
    systemctl stop dten-agent.service
fi
systemctl enable --now dtend.service
