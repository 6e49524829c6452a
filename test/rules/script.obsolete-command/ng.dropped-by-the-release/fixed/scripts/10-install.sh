#!/bin/bash
set -e
apt-key add hub.gpg
python3 scripts/convert.py /etc/hub
if egrep -q '^(media|web)=' /etc/hub/hub.conf; then
    ifconfig eth0 | grep -F inet
fi
tmp=$(tempfile)
echo "$tmp"
