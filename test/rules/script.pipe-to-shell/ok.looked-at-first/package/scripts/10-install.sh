#!/bin/bash
set -e
curl -fsSL -o /tmp/setup.sh https://downloads.hub.example/agent/setup.sh
echo "7f83b1657ff1fc53b92dc18148a1d65dfc2d4b1fa3d677284addd200126d9069  /tmp/setup.sh" | sha256sum -c
sh /tmp/setup.sh
curl -s http://127.0.0.1:8080/state | python3 -m json.tool
curl -s https://api.hub.example/hosts | jq -r '.[].name' | bash scripts/each-host.sh
version=$(curl -s https://downloads.hub.example/latest)
cat scripts/settings.sh | bash
curl -s http://localhost:9990/reload | sh
docker exec hub-web sh -c 'curl -s https://downloads.hub.example/x.sh | sh'
