#!/bin/bash
set -e
local_name() { local name="$(hostname)"; echo "$name"; }
ls -l /opt/hub | tee /var/log/hub.log
[ -f hub.tar.gz ] && tar xzf hub.tar.gz -C /opt/hub
cp a /opt/hub/a && cp b /opt/hub/b || exit 1
unpack() {
    cd /opt/hub
    tar xzf /srv/hub.tar.gz && chown -R hub: /opt/hub
}
unpack
