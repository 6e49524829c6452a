#!/bin/bash
set -euo pipefail
if ! blkid /dev/vdb; then
  mkfs.ext4 -q /dev/vdb
fi
if [ "${RESET:-no}" = yes ]; then
  lvremove -f dten/spool
fi
dd if=images/rootfs.img of=/dev/mmcblk0p3 bs=4M conv=fsync
