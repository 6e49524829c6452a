#!/bin/bash
set -euo pipefail
wget -qO - http://packages.dten.example/key.asc | apt-key add -
add-apt-repository -y "deb https://packages.dten.example/debian bookworm main"
