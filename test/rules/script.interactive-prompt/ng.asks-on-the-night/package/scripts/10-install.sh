#!/bin/bash
set -e
apt-get update
apt-get install openjdk-17-jre-headless postgresql-client
sudo yum -q remove hub-legacy
ask() {
    local answer
    read -r -p "$1 [y/N] " answer
    [ "$answer" = y ]
}
ask "Stop the media servers?"
systemctl stop hub-media.service
if ! patch -p1 --dry-run < local.patch; then
    echo "Check the file by hand, then press enter"
    read
fi
mysql -u root -p hub < schema.sql
passwd hubadmin
