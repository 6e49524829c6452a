#!/bin/bash
set -euo pipefail

ETC="${DTEN_ETC:-/etc/dten}"

install_config() {
    sudo install -m 0640 "config/$1" "$ETC/$1"
}

install_config dten.yaml
[ ! -e /etc/nginx/nginx.conf ] || cp -a /etc/nginx/nginx.conf /etc/nginx/nginx.conf.$(date +%Y%m%d-%H%M%S)
cp config/nginx-dten.conf /etc/nginx/nginx.conf
[ ! -e /etc/default/dten ] || cp -a /etc/default/dten /etc/default/dten.$(date +%Y%m%d-%H%M%S)
cat >/etc/default/dten <<'CONF'
DTEN_OPTS="--workers 4"
CONF
apt-get install -y -o Dpkg::Options::="--force-confnew" ./packages/dten.deb
[ ! -e /opt/dten/conf/limits.properties ] || cp -a /opt/dten/conf/limits.properties /opt/dten/conf/limits.properties.$(date +%Y%m%d-%H%M%S)
cp config/limits.properties /opt/dten/conf/limits.properties
