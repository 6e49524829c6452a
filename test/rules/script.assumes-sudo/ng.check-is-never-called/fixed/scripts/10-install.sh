#!/bin/sh
set -eu

# Without sudo, this script must run as root.
if ! command -v sudo >/dev/null 2>&1; then
    if [ "$(id -u)" -ne 0 ]; then
        echo "${0##*/}: sudo is not installed, run this script as root" >&2
        exit 1
    fi
    sudo() { "$@"; }
fi

. "$(dirname "$0")/lib/common.sh"
id -u dten >/dev/null || sudo useradd dten
info installing
sudo cp x /opt/dten/
