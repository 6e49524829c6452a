#!/bin/bash
set -e
systemctl restart hub
timeout 120 tail -n0 -F /var/log/hub/hub.log | grep -m1 'listening on'
tail -n 200 /var/log/hub/hub.log | grep -m1 'listening on' || true
journalctl -u hub --since -5min | grep -q ready || true
inotifywait -t 60 -e create /run/hub
tail -f /var/log/hub/hub.log | grep -m1 'migrated' &
tail -f --pid=$! /var/log/hub/hub.log
for (( i = 0; ; i++ )); do
    [ "$i" -lt 30 ] || exit 1
    curl -fs http://127.0.0.1:8080/health && break
    sleep 1
done
for (( ; ; )); do
    tries=$((tries + 1))
    [ "$tries" -lt 30 ] || exit 1
    sleep 1
done
