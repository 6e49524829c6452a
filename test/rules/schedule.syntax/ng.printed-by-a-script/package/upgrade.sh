#!/bin/bash
set -euo pipefail
printf '17 3 * * * root /opt/dten/bin/sync' > /etc/cron.d/dten-sync
echo -n "18 3 * * * root /opt/dten/bin/clean" | sudo tee /etc/cron.d/dten-clean >/dev/null
printf '19 3 * * * root /opt/dten/bin/report\r\n' > /etc/cron.d/dten-report
printf '20 3 * * * root /opt/dten/bin/index\n' > /etc/cron.d/dten-index
printf '%s\n' '21 3 * * * root /opt/dten/bin/check' > /etc/cron.d/dten-check
echo '22 3 * * * root /opt/dten/bin/move' > /etc/cron.d/dten-move
