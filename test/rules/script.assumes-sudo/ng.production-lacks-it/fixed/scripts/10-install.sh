#!/usr/bin/env bash
#
# Install.

set -euo pipefail

# Without sudo, this script must run as root.
if ! command -v sudo >/dev/null 2>&1; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "${0##*/}: sudo is not installed, run this script as root" >&2
        exit 1
    fi
    sudo() { "$@"; }
fi

SOURCE="$(dirname "$0")/.."

install_programs() {
    sudo install -m 0755 "$SOURCE/bin/dtend" /opt/dten/bin/dtend
}

install_programs
sudo systemctl restart dtend.service
