#!/bin/bash
set -euo pipefail
INTERVAL="*/15 * * * *"
UNITS=/etc/systemd/system
TIMER=$UNITS/dten-poll.timer
cat > $UNITS/dten-poll.service <<END
[Service]
Type=oneshot
ExecStart=/opt/dten/bin/poll
END
cat > "$TIMER" <<END
[Timer]
OnCalendar=$INTERVAL
RandomizedDelaySec=$1
[Install]
WantedBy=timers.target
END
systemctl daemon-reload
systemctl enable --now dten-poll.timer
