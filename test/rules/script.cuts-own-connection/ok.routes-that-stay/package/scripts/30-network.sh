#!/bin/sh
set -e
wg-quick up wg0
ip route add 10.20.0.0/16 via 10.0.0.1
dhclient eth1
pkill -HUP rsyslogd
systemctl isolate multi-user.target
