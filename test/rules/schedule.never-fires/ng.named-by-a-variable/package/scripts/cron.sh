#!/bin/bash
set -euo pipefail
APP=dten.hub
CRON_FILE=/etc/cron.d/${APP}
if [ ! -f "$CRON_FILE" ]; then
  cat > "$CRON_FILE" <<EOF
5 * * * * root /opt/dten/bin/poll
EOF
fi
