#!/bin/bash
set -euo pipefail
truncate -s 2G /var/lib/dten/swapfile
mkswap /var/lib/dten/swapfile
mkfs.ext4 -q -F build/config.img
rm -rf /var/lib/dten/cache /opt/dten/tmp/data /usr/share/dten/data
rm -f /opt/dten/data/stale.lock
find /var/lib/mysql -name '*.tmp' -delete
lvextend -r -L +5G /dev/vg0/dten
lvremove -f vg0/dten-snapshot
zfs snapshot tank/dten@before
zfs destroy tank/dten@last-week
mdadm --detail /dev/md0
parted -s /dev/sda print
wipefs /dev/sdb
docker volume create dten_cache
