#!/bin/bash
set -euo pipefail

umask 022
install -d -m 0775 -g dten /var/lib/dten/spool
install -d -m 1777 /var/lib/dten/drop
mkdir -m 750 /var/lib/dten/incoming
chmod 0664 /etc/dten/dten.yaml
chmod +t,a+rwx /var/lib/dten/shared
chmod +x /opt/dten/bin/dtend
chmod +w /etc/dten/dten.yaml
chmod o-w /etc/dten/secrets
chmod 666 /dev/ttyUSB0
docker exec dten-web chmod 777 /tmp/uploads
