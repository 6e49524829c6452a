#!/bin/bash
dpkg -i packages/hub_5.2.0_amd64.deb | tee /var/log/hub.log
[ "${PIPESTATUS[0]}" -eq 0 ] || exit 1
dpkg -i packages/hub-web_5.2.0_amd64.deb
status=$?
if [ $status -ne 0 ]; then
    echo failed
    exit $status
fi
exit 0
