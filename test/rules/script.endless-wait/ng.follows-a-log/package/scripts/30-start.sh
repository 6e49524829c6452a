#!/bin/bash
set -e
systemctl restart hub
tail -n0 -F /var/log/hub/hub.log | grep -m1 'listening on'
journalctl -fu hub | sed '/migrations done/ q'
grep -q ready <(docker logs -f hub 2>&1)
( tail -f -n0 /opt/hub/log/server.log & ) | grep -q 'Server startup in'
inotifywait -e create /run/hub
for (( ; ; )); do
    if curl -fs http://127.0.0.1:8080/health; then
        break
    fi
    sleep 5
done
until nc -z db01 5432; do
    echo "waiting for the database"
done
while :; do
    systemctl is-active --quiet hub
    if [ $? -eq 0 ]; then break; fi
    sleep 1
done
