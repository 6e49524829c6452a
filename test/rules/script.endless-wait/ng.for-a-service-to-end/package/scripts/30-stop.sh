#!/bin/sh
set -e
systemctl kill hubd.service
while kill -0 "$(cat /run/hubd.pid)" 2>/dev/null; do
  sleep 1
done
while pgrep -x hub-worker >/dev/null; do
  sleep 2
done
tail --pid="$(cat /run/hub-web.pid)" -f /dev/null
docker wait hub-migrate
kubectl wait --for=condition=ready pod -l app=hub --timeout=-1s
kubectl rollout status statefulset/hub-db
