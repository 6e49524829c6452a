#!/bin/bash
set -euo pipefail
umount /var/lib/dten/media || true
wipefs -a /dev/sdb
parted -s /dev/sdb mklabel gpt mkpart primary xfs 1MiB 100%
mkfs.xfs -f -L media /dev/sdb1
mount -L media /var/lib/dten/media
