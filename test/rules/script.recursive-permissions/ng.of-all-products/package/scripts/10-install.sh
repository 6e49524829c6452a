#!/bin/bash
set -euo pipefail

PREFIX="${DTEN_PREFIX:-/opt/dten}"
LOGS=/var/log

chown -R dten:dten "$LOGS"
chmod -R g+w /etc/systemd/system
sudo chown --recursive root:root /usr/local/bin
chgrp -R dten /srv/
