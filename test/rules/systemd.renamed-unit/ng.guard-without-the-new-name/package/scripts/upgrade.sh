#!/bin/sh
set -e
if systemctl is-active --quiet dten-agent; then
    systemctl stop dten-agent
fi
systemctl start dten-agent || exit 1
