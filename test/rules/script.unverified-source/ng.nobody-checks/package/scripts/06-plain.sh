#!/bin/bash
set -euo pipefail
CHANNEL=stable
echo "deb http://packages.dten.example/debian/$CHANNEL bookworm main" | sudo tee /etc/apt/sources.list.d/dten-$CHANNEL.list
