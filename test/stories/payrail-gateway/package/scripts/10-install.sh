#!/bin/bash
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)

systemctl stop payrail-gateway.service
cp -a /opt/payrail/bin/gateway /opt/payrail/bin/gateway.bak
install -m 0755 "$here/bin/gateway" /opt/payrail/bin/gateway
install -m 0755 "$here/scripts/settle.sh" /opt/payrail/bin/settle
install -m 0640 -o root -g payrail "$here/config/gateway.yaml" /etc/payrail/gateway.yaml
install -m 0644 "$here/systemd/payrail-gateway.service" /etc/systemd/system/payrail-gateway.service
install -m 0644 "$here/cron.d/payrail-settlement" /etc/cron.d/payrail-settlement
systemctl daemon-reload
