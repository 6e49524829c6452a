#!/bin/sh
set -e
if systemctl is-active --quiet dtend; then
    systemctl stop dtend
fi
systemctl start dtend || exit 1
