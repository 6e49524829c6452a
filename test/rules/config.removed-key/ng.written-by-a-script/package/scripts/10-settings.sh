#!/bin/bash
set -euo pipefail
CONF=/etc/dten/dten.properties
cat <<EOF > "$CONF"
# written by the installer
dten.url=https://$HOSTNAME/
dten.hybrid.mode=auto
EOF
sed -i -e 's|^#\?dten.telemetry.udp_port=.*|dten.telemetry.udp_port=8125|' "$CONF"
crudini --set /etc/dten/dten.conf hybrid mode auto
yq -i '.dten.hybrid.mode = "auto"' /etc/dten/dten.yaml
jq '.dten.telemetry.udp_port = 8125' /etc/dten/dten.json > /tmp/dten.json.new && mv /tmp/dten.json.new /etc/dten/dten.json
augtool set /files/etc/dten/dten.ini/hybrid/mode auto
echo "dten.hybrid.mode=auto" | tee -a /etc/dten/dten.properties
