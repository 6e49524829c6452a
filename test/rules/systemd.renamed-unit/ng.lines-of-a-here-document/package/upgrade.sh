#!/bin/bash
set -euo pipefail
while read -r unit; do
  systemctl restart "$unit"
done <<'END'
nginx
dten-agent
END
