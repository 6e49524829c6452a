#!/bin/sh
set -e
sudo systemctl stop dten-sync
sudo sed -i 's/^MemoryMax=.*/MemoryMax=2G/' /lib/systemd/system/dten-sync.service
sudo systemctl start dten-sync
