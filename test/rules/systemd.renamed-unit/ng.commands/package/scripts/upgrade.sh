#!/bin/sh
set -e
systemctl stop dten-agent.service
sudo -n systemctl --no-block start dten-agent
service dten-agent restart
invoke-rc.d --quiet dten-agent reload
deb-systemd-invoke start 'dten-agent.service' nginx.service
