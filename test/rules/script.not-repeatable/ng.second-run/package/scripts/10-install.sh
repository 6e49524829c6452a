#!/bin/bash
set -euo pipefail

PREFIX=/opt/dten

groupadd dten
useradd --system -g dten dten
mkdir "$PREFIX/releases"
ln -s "$PREFIX/releases/5.2.0" "$PREFIX/current"
createdb -O dten dten_events
echo '10.20.0.5 events.dten.example' >>/etc/hosts
echo 'vm.max_map_count=262144' | sudo tee -a /etc/sysctl.conf
sudo iptables -A INPUT -p tcp --dport 8420 -j ACCEPT
