#!/bin/sh
set -e
dpkg -i packages/hub_5.2.0_amd64.deb >> /var/log/hub.log 2>&1
RESULT=$?
install_media() {
    cp bin/media-router /opt/hub/bin/
}
install_media
systemctl restart hub
