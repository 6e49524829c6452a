#!/bin/bash
set -e
stop_media() {
    systemctl stop hub-media.service || true
}
stop_media
cp bin/media-router /opt/hub/bin/
