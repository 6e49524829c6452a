#!/bin/bash
set -euo pipefail
ln -sf /opt/dten/bin/daily.sh /etc/cron.daily/dten.sh
cat > /etc/cron.hourly/dten.poll <<'POLL'
#!/bin/sh
exec /opt/dten/bin/poll
POLL
chmod 0755 /etc/cron.hourly/dten.poll
