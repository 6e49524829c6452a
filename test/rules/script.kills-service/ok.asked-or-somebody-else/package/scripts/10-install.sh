#!/bin/sh
systemctl stop hubd.service
# What did not end in time.
pkill -9 hubd
kill -HUP "$(cat /run/nginx.pid)"
pkill -USR1 nginx
killall firefox
kill "$CHILD"
docker exec hub-web pkill nginx
killproc -p /run/nginx.pid nginx -USR2
