#!/bin/bash
set -euo pipefail

LIST="$(mktemp)"
STAGE="$(mktemp -d /tmp/dten.XXXXXX)"
trap 'rm -rf "$LIST" "$STAGE"' EXIT

dten-ctl devices --all >"$LIST"
tar -xzf payload/dten.tar.gz -C "$STAGE"
# Fails if somebody was quicker.
mkdir -m 0700 /tmp/dten-work
dten-ctl export >/tmp/dten-work/export.json
rm -f /tmp/dten-devices.txt
docker exec dten-web sh -c 'echo x >/tmp/flag'
[ -e /tmp/dten.lock ] && exit 1
# What somebody has put there.
sed -i 's/\r//g' /tmp/dten-import/accounts.csv
