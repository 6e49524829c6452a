#!/bin/bash
set -e
systemctl restart hub
timeout 300 tail -n0 -F /var/log/hub/hub.log | grep -m1 'listening on'
timeout 300 journalctl -fu hub | sed '/migrations done/ q'
grep -q ready <(timeout 300 docker logs -f hub 2>&1)
( timeout 300 tail -f -n0 /opt/hub/log/server.log & ) | grep -q 'Server startup in'
timeout 300 inotifywait -e create /run/hub
waited=0
for (( ; ; )); do
    waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
    if curl -fs http://127.0.0.1:8080/health; then
        break
    fi
    sleep 5
done
waited=0
until nc -z db01 5432; do
    waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
    echo "waiting for the database"
done
waited=0
while :; do
    waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
    systemctl is-active --quiet hub
    if [ $? -eq 0 ]; then break; fi
    sleep 1
done
