#!/bin/bash
set -e
stop_media() {
    pkill -9 -f media-router || true
}
stop_media
cp bin/media-router /opt/hub/bin/
