#!/bin/bash
set -euo pipefail

printf '%s\n' dtend | xargs -I{} systemctl restart {}
# The names of users, not of units.
printf '%s\n' dten-agent dten-web | while read -r account; do
  getent passwd "$account" >/dev/null || echo "no account $account" >&2
done
for each in dtend:dten-agent; do
  systemctl restart "${each%%:*}"
  echo "was ${each##*:}"
done
OLD=dten-agent.service
systemctl restart "${OLD/-agent/d}"
busctl call org.freedesktop.systemd1 /org/freedesktop/systemd1 org.freedesktop.systemd1.Manager GetUnit s dten-agent.service || true
echo "dten-agent is gone: see the release notes" | tee -a /var/log/dten/upgrade.log

service_exists() {
  systemctl cat "$1" >/dev/null 2>&1
}
if service_exists dten-agent; then
  systemctl disable --now dten-agent
fi
