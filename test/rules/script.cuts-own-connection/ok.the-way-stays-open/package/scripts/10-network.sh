#!/bin/bash
set -e

systemctl reload NetworkManager
systemctl restart nginx
netplan generate
ip link show eth0
ip addr add 10.1.2.3/24 dev dten0
ufw allow OpenSSH
ufw --force enable
ssh app02 systemctl restart networking
