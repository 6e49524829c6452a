#!/bin/bash
set -euo pipefail

PREFIX=/opt/dten

getent group dten >/dev/null || groupadd dten
if ! id -u dten >/dev/null 2>&1; then
    useradd --system -g dten dten
fi
adduser --system --group dten-web
mkdir -p "$PREFIX/releases"
[ -d "$PREFIX/plugins" ] || mkdir "$PREFIX/plugins"
rm -rf "$PREFIX/work"
mkdir "$PREFIX/work"
ln -sfn "$PREFIX/releases/5.2.0" "$PREFIX/current"
createdb -O dten dten_events || true
grep -q events.dten.example /etc/hosts || echo '10.20.0.5 events.dten.example' >>/etc/hosts
iptables -C INPUT -p tcp --dport 8420 -j ACCEPT 2>/dev/null || iptables -A INPUT -p tcp --dport 8420 -j ACCEPT
echo "installed" >>/var/log/dten/upgrade.log
mkdir /tmp/dten-upgrade
