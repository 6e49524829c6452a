#!/bin/bash
set -euo pipefail

STAMP="$(date +%Y%m%d)"

cp -p /etc/dten/dten.yaml "/etc/dten/dten.yaml.$STAMP"
install -m 0640 config/dten.yaml /etc/dten/dten.yaml

tar -czf "/var/backups/nginx-$STAMP.tgz" /etc/nginx
cp config/nginx.conf /etc/nginx/nginx.conf

install --backup=numbered -m 0640 config/agent.ini /etc/dten/agent.ini

if [ ! -f /etc/default/dten ]; then
    cp config/default /etc/default/dten
fi

# Made from the old one.
sed 's/old/new/' /etc/dten/roles.yaml >/etc/dten/roles.yaml.new
mv /etc/dten/roles.yaml.new /etc/dten/roles.yaml

# The product's own.
install -m 0644 systemd/dtend.service /etc/systemd/system/
install -m 0644 logrotate.d/dten /etc/logrotate.d/dten
cp config/motd /opt/dten/share/motd
apt-get install -y -o Dpkg::Options::="--force-confold" ./packages/dten.deb

# What the last version had.
cp -r /usr/share/dten/plugins/security /etc/dten/upgrade_backup
