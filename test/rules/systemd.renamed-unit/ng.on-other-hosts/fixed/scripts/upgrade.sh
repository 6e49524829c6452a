#!/bin/bash
set -euo pipefail
ssh root@app01 systemctl stop dtend
ssh app01.example.net "$(cat <<'END'
systemctl start dtend
END
)"
systemctl -H app01 restart dtend
for node in db01 app01; do
  ssh "$node" 'systemctl enable dtend'
done
