#!/bin/bash
set -euo pipefail
sed -i '/^dten.hybrid.mode=/d' /etc/dten/dten.properties
sed -i 's/^dten.hybrid.mode=/dten.hybrid.enable=/' /etc/dten/dten.properties
crudini --del /etc/dten/dten.conf hybrid mode
crudini --get /etc/dten/dten.conf hybrid mode
yq -i 'del(.dten.hybrid.mode)' /etc/dten/dten.yaml
yq '.dten.hybrid.mode == "auto"' /etc/dten/dten.yaml
augtool rm /files/etc/dten/dten.ini/hybrid/mode
cat > /etc/grid/grid.yaml <<EOF
hybrid:
  mode: auto
EOF
cat > /root/what-is-new.txt <<EOF
dten.hybrid.mode=auto is gone
EOF
