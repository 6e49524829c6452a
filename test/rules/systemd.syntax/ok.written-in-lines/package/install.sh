#!/bin/sh
set -e
PREFIX=/opt/dten
cat > /etc/systemd/system/dten.service <<EOF
[Unit]
Description=DTEN server

[Service]
ExecStart=${PREFIX}/bin/dtend \\
  --port 8080 \\
  --verbose

[Install]
WantedBy=multi-user.target
EOF
systemctl daemon-reload
