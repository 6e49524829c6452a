#!/bin/bash
set -e
unit="${prefix}portal"
echo "$text" | sudo tee /etc/systemd/system/${unit}.service
install_unit() {
  local target="/etc/systemd/system/gateway.service"
  cat > "$target" << EOF
[Service]
ExecStart=/usr/bin/gateway
EOF
}
other() {
  local target="/etc/systemd/system/meter.service"
  cp meter "$target"
}
cp assets/worker.service /etc/systemd/system/${net}worker.service
systemctl enable --now portal tportal gateway meter tworker
