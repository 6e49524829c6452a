#!/bin/sh
set -eu
install -m 0644 share/roomboard.json /opt/roomboard/share/roomboard.json
cp share/plugin.jar /opt/signage/plugins/roomboard.jar
cp share/dashboard.json /usr/share/grafana/public/dashboards/roomboard.json
cp share/index.html /usr/share/nginx/html/roomboard.html
