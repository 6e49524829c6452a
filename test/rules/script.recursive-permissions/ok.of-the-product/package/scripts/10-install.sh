#!/bin/bash
set -euo pipefail

work="$(mktemp -d)"
chown -R dten:dten "$work"
chown dten:dten /var/log
chmod -R g+rX bin share
chown -R dten:dten ./config
find /var/log/dten -type f -exec chown dten:dten {} +
docker exec dten-db chown -R postgres /var/lib
