#!/bin/sh
set -e
systemctl stop dtend.service
sudo -n systemctl --no-block start dtend
service dtend restart
invoke-rc.d --quiet dtend reload
deb-systemd-invoke start 'dtend.service' nginx.service
