#!/bin/bash
set -euo pipefail

echo 'dten ALL=(root) NOPASSWD: /usr/bin/systemctl reload nginx' >/etc/sudoers.d/dten-nginx
usermod -aG dten-data,ssl-cert dten
usermod -d /var/lib/dten -s /usr/sbin/nologin dten
chmod 0755 /opt/dten/bin/dten-helper
chmod g+s /var/lib/dten/spool
mkdir -p /home/deploy/.ssh
echo "# Add your public key here
" >> /home/deploy/.ssh/authorized_keys
