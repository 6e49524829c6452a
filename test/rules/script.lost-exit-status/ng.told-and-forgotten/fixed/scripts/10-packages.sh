#!/bin/bash
set -e
log() { echo "$(date -Is) $*" >> /var/log/hub-upgrade.log; }
dpkg -i packages/hub_5.2.0_amd64.deb || { log "ERROR: the package could not be installed"; exit 1; }
if ! psql -X -d hub -f sql/5.2.0.sql; then
    { echo "[WARN] the schema is not up to date" >&2; exit 1; }
fi
/opt/hub/bin/hub-migrate --all || { echo "migration failed" >&2; exit 1; }
systemctl restart hub
