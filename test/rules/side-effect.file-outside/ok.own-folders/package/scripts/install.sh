#!/bin/sh
set -eu
cp share/plugin.jar /opt/roomboard/plugins/rooms.jar
cp share/dashboard.json /usr/share/grafana/public/dashboards/rooms.json
cp share/rooms.conf /etc/nginx/conf.d/rooms.conf
cp lib/rooms.py /usr/lib/python3/dist-packages/rooms.py
