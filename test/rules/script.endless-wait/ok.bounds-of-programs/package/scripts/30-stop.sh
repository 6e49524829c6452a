#!/bin/sh
set -e
./rebuild-index.sh &
pid=$!
tail --pid="$pid" -f rebuild.log
kubectl wait --for=condition=ready pod -l app=hub
kubectl rollout status deployment/hub-web
kubectl rollout status statefulset/hub-db --timeout=5m
timeout 60 docker wait hub-migrate
