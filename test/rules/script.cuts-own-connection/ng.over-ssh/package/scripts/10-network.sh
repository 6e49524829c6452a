#!/bin/bash
set -e

install -m 0600 netplan/60-dten.yaml /etc/netplan/60-dten.yaml
netplan apply
NM=NetworkManager.service
systemctl restart "$NM"
service networking restart
ip link set dev eth0 down
ip link set dev eth0 up
ufw --force enable
