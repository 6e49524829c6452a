#!/bin/bash
set -e
# reboot is not needed
docker exec hub-web reboot
shutdown -c || true
touch /run/reboot-required
echo "run 'reboot' later"
