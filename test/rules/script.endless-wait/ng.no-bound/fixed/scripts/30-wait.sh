#!/bin/bash
set -e

systemctl restart dtend
waited=0
while ! curl -fs http://127.0.0.1:8420/healthz >/dev/null 2>&1; do
    waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
    echo "waiting for the platform ..."
    sleep 2
done
waited=0
until pg_isready -q; do waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }; sleep 1; done

wait_for_queue() {
    waited=0
    while true; do
        waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
        dten-ctl queue --empty && break
        sleep 5
    done
}
wait_for_queue
waited=0
while [ ! -S /run/dten/dtend.sock ]; do
    waited=$((waited + 1)); [ "$waited" -le 150 ] || { echo "gave up waiting" >&2; exit 1; }
    :
done
