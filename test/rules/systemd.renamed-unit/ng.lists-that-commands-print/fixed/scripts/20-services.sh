#!/bin/bash
# Takes the old services down and brings the new ones up.
set -euo pipefail

printf '%s\n' nginx dten-agent | xargs -I{} systemctl stop {}
printf '%s\n' nginx dten-agent | while read -r unit; do
  systemctl disable "$unit"
done
for unit in $(echo redis dten-agent); do
  systemctl reset-failed "$unit" || true
  systemctl try-restart "$unit"
done

# name:port
for each in nginx:443 dten-agent:7070; do
  systemctl kill "${each%%:*}"
done
UNIT_FILE=/usr/lib/systemd/system/dten-agent.service
systemctl reload "$(basename "$UNIT_FILE")"
while IFS=: read -r unit port; do
  systemctl start "$unit"
  echo "$unit listens on $port"
done <<EOF
dten-agent:7070
EOF

echo dtend | xargs -r -n1 sudo systemctl restart
systemctl add-wants multi-user.target dtend.service
busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager RestartUnit ss dtend.service replace
ln -sf /usr/lib/systemd/system/dten-agent.service /etc/systemd/system/multi-user.target.wants/dten-agent.service
