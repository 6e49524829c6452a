#!/bin/bash
set -euo pipefail
cat > /etc/systemd/system/dten-sync.timer <<'T'
[Timer]
OnCalendar=*-*-* 03:20:00
[Install]
WantedBy=timers.target
T
cat > /etc/systemd/system/dten-sync.service <<'T'
[Service]
Type=oneshot
User=dten
ExecStart=/opt/dten/bin/sync --all
T
systemctl daemon-reload
systemctl enable --now dten-sync.timer
