#!/bin/sh
set -eu
# reboot is not needed here
systemctl restart room-gateway.service
[ -f /run/reboot-required ] && echo "a reboot is pending"
