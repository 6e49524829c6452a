#!/bin/bash
set -euo pipefail
pip uninstall dten-client
pip3 uninstall -y dten-agent
snap login
ufw reset
ufw --force reset
yes | pip uninstall dten-old
