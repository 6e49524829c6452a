#!/bin/sh
set -e
wg-quick down wg0
ip route flush table main
dhclient -r eth0
pkill sshd
systemctl isolate rescue.target
systemctl restart openvpn@site
