#!/bin/bash
set -e

systemctl restart dtend
while ! curl -fs http://127.0.0.1:8420/healthz >/dev/null 2>&1; do
    echo "waiting for the platform ..."
    sleep 2
done
until pg_isready -q; do sleep 1; done

wait_for_queue() {
    while true; do
        dten-ctl queue --empty && break
        sleep 5
    done
}
wait_for_queue
while [ ! -S /run/dten/dtend.sock ]; do
    :
done
