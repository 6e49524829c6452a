#!/bin/sh
set -e
systemctl kill hubd.service
waited=0
while kill -0 "$(cat /run/hubd.pid)" 2>/dev/null; do
  waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
  sleep 1
done
waited=0
while pgrep -x hub-worker >/dev/null; do
  waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
  sleep 2
done
timeout 300 tail --pid="$(cat /run/hub-web.pid)" -f /dev/null
timeout 300 docker wait hub-migrate
timeout 300 kubectl wait --for=condition=ready pod -l app=hub --timeout=-1s
timeout 300 kubectl rollout status statefulset/hub-db
