#!/bin/bash
set -euo pipefail
finish() {
    if [ -e /var/run/reboot-required ]; then
        ssh "root@$1" 'sync; systemctl reboot'
    fi
}
dpkg -i packages/hub-modules_5.2.0_amd64.deb
for host in media01 media02; do
    finish "$host"
done
