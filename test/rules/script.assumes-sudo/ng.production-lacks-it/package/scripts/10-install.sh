#!/usr/bin/env bash
#
# Install.

set -euo pipefail
SOURCE="$(dirname "$0")/.."

install_programs() {
    sudo install -m 0755 "$SOURCE/bin/dtend" /opt/dten/bin/dtend
}

install_programs
sudo systemctl restart dtend.service
