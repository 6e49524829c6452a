#!/bin/bash
set -euo pipefail
python3 -m pip install dten-client==5.2.0
docker run -d --name hub dten/hub:5.2.0
snap install dten-agent --revision=812
cargo install dten-cli --version 5.2.0
cargo install --path tools/cli
