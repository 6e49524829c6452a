#!/bin/bash
set -euo pipefail

ETC="${DTEN_ETC:-/etc/dten}"

install_config() {
    sudo install -m 0640 "config/$1" "$ETC/$1"
}

install_config dten.yaml
cp config/nginx-dten.conf /etc/nginx/nginx.conf
cat >/etc/default/dten <<'CONF'
DTEN_OPTS="--workers 4"
CONF
apt-get install -y -o Dpkg::Options::="--force-confnew" ./packages/dten.deb
cp config/limits.properties /opt/dten/conf/limits.properties
