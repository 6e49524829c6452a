#!/bin/bash
set -euo pipefail
. /etc/os-release

die() {
    echo "$*" >&2
    exit 1
}

case "$ID-$VERSION_ID" in
    ubuntu-22.04|ubuntu-24.04) codename=noble ;;
    rhel-9*) codename=el9 ;;
    *) die "This release runs on Ubuntu and RHEL 9" ;;
esac

"$(dirname "$0")/scripts/packages.sh" "$codename"
"$(dirname "$0")/scripts/services.sh"
systemctl restart dtend.service
