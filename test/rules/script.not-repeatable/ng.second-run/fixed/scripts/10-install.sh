#!/bin/bash
set -euo pipefail

PREFIX=/opt/dten

groupadd -f dten
id -u dten >/dev/null 2>&1 || useradd --system -g dten dten
mkdir -p "$PREFIX/releases"
ln -fn -s "$PREFIX/releases/5.2.0" "$PREFIX/current"
createdb -O dten dten_events
echo '10.20.0.5 events.dten.example' >>/etc/hosts
echo 'vm.max_map_count=262144' | sudo tee -a /etc/sysctl.conf
sudo iptables -C INPUT -p tcp --dport 8420 -j ACCEPT 2>/dev/null || sudo iptables -A INPUT -p tcp --dport 8420 -j ACCEPT
