#!/bin/bash
set -e
apt-get install -y net-tools
netstat -tln
python3 scripts/convert.py
if command -v ifconfig >/dev/null; then ifconfig; fi
grep -E '^(media|web)=' /etc/hub/hub.conf
echo "apt-key is gone"
docker exec hub-web python manage.py migrate
python scripts/convert.py
