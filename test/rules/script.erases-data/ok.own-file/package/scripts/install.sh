#!/bin/sh
set -e

swap=/var/lib/dten/swapfile
make_swap() {
    $1 fallocate -l 1G "$swap" ||
        $1 dd if=/dev/zero of="$swap" bs=1M count=1000
    $1 mkswap "$swap"
    $1 swapon "$swap"
}
make_swap sudo

truncate -s 64M /var/lib/dten/rooms.img
mkfs.ext4 -F /var/lib/dten/rooms.img
