#!/bin/bash
set -e
curl -fsSL https://get.docker.com | sh
wget -qO- "https://downloads.hub.example/agent/setup.sh" | tr -d '\r' | sudo -E bash -s -- --yes
bash <(curl -s https://downloads.hub.example/agent/post.sh) --quiet
bash -c "$(curl -fsSL https://downloads.hub.example/tools.sh)"
. <(curl -fsS https://downloads.hub.example/env.sh)
