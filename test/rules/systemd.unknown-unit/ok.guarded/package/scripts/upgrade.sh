#!/bin/sh
set -e
systemctl stop dten-old.service || true
systemctl disable --now dten-old 2>/dev/null || echo "no dten-old here"
if systemctl is-active --quiet dten-cache; then
    systemctl restart dten-cache
fi
systemctl list-unit-files | grep -q '^dten-bus.service' && systemctl restart dten-bus.service
[ -e /etc/init.d/dten-legacy ] || exit 0
invoke-rc.d dten-legacy restart
for unit in dten-a dten-b; do
    if systemctl cat "$unit" >/dev/null 2>&1; then systemctl try-restart "$unit"; fi
done
if ! systemctl start dten-extra; then
    echo "dten-extra is optional"
fi
systemctl mask dten-ghost.service
