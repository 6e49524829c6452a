#!/bin/sh
set -e
echo "systemctl restart dten-agent.service"
# systemctl restart dten-agent.service
cat <<'TEXT'
systemctl restart dten-agent.service
TEXT
systemctl restart dten-agent-helper.service "$1" dten-agent*
systemctl --user restart dten-agent.service
systemctl -H root@db01 restart dten-agent.service
