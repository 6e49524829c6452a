#!/bin/bash
set -euo pipefail

HERE="$(cd "$(dirname "$0")/.." && pwd)"
UNIT_DIR=/etc/systemd/system

install_units() {
    install -m 0644 "$HERE"/systemd/*.service "$UNIT_DIR/"
    mkdir -p "$UNIT_DIR/dten-worker@.service.d"
    cat >"$UNIT_DIR/dten-worker@.service.d/limits.conf" <<'CONF'
[Service]
LimitNOFILE=65536
CONF
}

restart() {
    local unit="$1"
    systemctl restart "$unit"
}

systemctl daemon-reload
install_units
restart dten-api.service
if ! systemctl restart dten-worker@mail.service; then
    echo "the mail worker did not start" >&2
    exit 1
fi
