#!/bin/bash
set -e
{
  echo "[Unit]"
  echo "Description=DTEN gateway"
  echo
  cat <<EOF
[Service]
ExecStart=/usr/bin/sleep infinity
Restart=always
EOF
} > /etc/systemd/system/dten-gateway.service

relay_unit() {
  printf '%s\n' '[Unit]' 'Description=DTEN relay' '[Service]' 'ExecStart=/usr/bin/sleep infinity'
}
relay_unit | sudo tee /etc/systemd/system/dten-relay.service > /dev/null

echo -e "[Unit]\nDescription=DTEN watch\n[Service]\nExecStart=/usr/bin/sleep infinity" > /etc/systemd/system/dten-watch.service

UNIT="[Unit]
Description=DTEN poll
[Service]
ExecStart=/usr/bin/sleep infinity
"
echo "$UNIT" > /etc/systemd/system/dten-poll.service

UNIT_OF_WEB=$(cat <<'EOF'
[Service]
ExecStart=/usr/bin/sleep infinity
RestartSec=5
EOF
)
sudo tee /etc/systemd/system/dten-web.service <<< "$UNIT_OF_WEB"
systemctl daemon-reload
