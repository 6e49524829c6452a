#!/bin/bash
set -euo pipefail
function service_do {
  local action=$1
  shift
  for unit in "$@"; do
    systemctl "$action" "$unit"
  done
}
service_do restart nginx dten-agent
ssh app01 'bash -s' <<'END'
systemctl restart nginx
END
