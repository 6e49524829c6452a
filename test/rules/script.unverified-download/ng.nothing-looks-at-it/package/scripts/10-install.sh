#!/bin/bash
set -e
BASE=https://downloads.hub.example/5.2
curl -fsSL -o /tmp/hub.deb "$BASE/hub_5.2.0_amd64.deb"
dpkg -i /tmp/hub.deb
wget -q https://downloads.hub.example/5.2/media.tar.gz
tar xzf media.tar.gz -C /opt/hub
curl -L https://downloads.hub.example/5.2/fonts.tar.xz | tar xJ -C /usr/share/fonts
rpm -Uvh https://downloads.hub.example/5.2/hub-agent.rpm
