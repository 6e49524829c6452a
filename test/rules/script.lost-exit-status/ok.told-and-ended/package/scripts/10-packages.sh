#!/bin/bash
set -e
trap 'status=$?; rm -rf "$stage"; exit "$status"' EXIT
trap 'echo interrupted; exit 0' INT
stage=$(mktemp -d)
fatal() { echo "$*" >&2; exit 1; }
dpkg -i packages/hub_5.2.0_amd64.deb || fatal "the package could not be installed"
dpkg -i packages/hub-fonts_5.2.0_all.deb || echo "warning: no fonts, continuing without"
if ! dpkg -i packages/hub-web_5.2.0_amd64.deb; then
    echo "failed: dependencies are missing"
    apt-get -y -f install
fi
cp -n conf/hub.conf.sample /etc/hub/hub.conf || echo "the configuration is kept"
systemctl stop hub || echo "could not stop hub"
curl -fsS https://hooks.hub.example/done || echo "failed to tell the chat"
failed=0
tar -xzf hub.tar.gz -C /opt/hub || failed=1
set +e
psql -X -d hub -f sql/5.2.0.sql
status=$?
set -e
[ "$status" -eq 0 ] || exit "$status"
exit "$failed"
