#!/bin/bash
set -euo pipefail

LIST=/tmp/dten-devices.txt
STAGE="/var/tmp/dten-stage"

dten-ctl devices --all >"$LIST"
mkdir -p "$STAGE"
tar -xzf payload/dten.tar.gz -C "$STAGE"
cp "$STAGE/bin/dtend" /opt/dten/bin/dtend
curl -fsSLo /tmp/dten-helper.sh https://downloads.dten.example/helper.sh
bash /tmp/dten-helper.sh
