#!/bin/sh
if dpkg -i packages/hub_5.2.0_amd64.deb | tee -a /var/log/hub.log; then
    echo "installed"
fi
