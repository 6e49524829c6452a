#!/bin/bash
set -e

tries=30
until dten-ctl status || [ $tries -eq 0 ]; do tries=$((tries - 1)); sleep 1; done

for _ in $(seq 60); do
    curl -fs http://127.0.0.1:8420/healthz && break
    sleep 1
done

deadline=$((SECONDS + 90))
while ! pg_isready -q; do
    [ "$SECONDS" -lt "$deadline" ] || exit 1
    sleep 1
done

timeout 60 bash -c 'until nc -z db01 5432; do sleep 1; done'

# Reads lines, and sleeps between them.
while read -r device; do
    dten-ctl ping "$device"
    sleep 0.1
done <devices.txt

# A service of its own.
watch_spool() {
    while true; do
        dten-ctl spool --flush
        sleep 60
    done
}
watch_spool &
