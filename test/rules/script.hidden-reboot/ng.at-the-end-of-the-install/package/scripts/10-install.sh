#!/bin/sh
set -e
install -m 0755 bin/hubd /opt/hub/bin/hubd
systemctl daemon-reload
/usr/bin/systemctl enable hub.service
echo "Finished, restarting the system"
sudo shutdown -r now
