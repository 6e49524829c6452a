#!/bin/bash
set -euo pipefail
ssh root@app01 systemctl stop dten-agent
ssh app01.example.net "$(cat <<'END'
systemctl start dten-agent
END
)"
systemctl -H app01 restart dten-agent
for node in db01 app01; do
  ssh "$node" 'systemctl enable dten-agent'
done
