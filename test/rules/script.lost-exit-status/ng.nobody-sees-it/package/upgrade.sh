#!/bin/bash
dpkg -i packages/hub-web_5.2.0_amd64.deb >> /var/log/hub.log 2>&1
RESULT=$?
systemctl restart hub-web
if [ $RESULT -eq 0 ]; then
    echo ok > /var/lib/hub/upgrade_result
else
    echo failed > /var/lib/hub/upgrade_result
fi
exit 0
