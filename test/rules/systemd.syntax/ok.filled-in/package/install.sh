#!/bin/bash
set -e
caps="CapabilityBoundingSet=CAP_NET_BIND_SERVICE"
[ "$USER_OF_HUB" = root ] && caps=""
cat >/etc/systemd/system/hub.service <<EOF
[Unit]
Description=Hub

[Service]
User=$USER_OF_HUB
${caps}
$(limits)
ExecStart=/usr/local/bin/hub
EOF
systemctl daemon-reload
