#!/bin/bash
set -euo pipefail
python3 -m pip install dten-client
docker run -d --name hub dten/hub:latest
snap install dten-agent
cargo install dten-cli
