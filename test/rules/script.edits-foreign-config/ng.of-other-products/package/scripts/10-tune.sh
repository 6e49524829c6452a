#!/bin/bash
set -euo pipefail

JOURNAL=/etc/systemd/journald.conf

sed -i 's/^#\?SystemMaxUse=.*/SystemMaxUse=200M/' "$JOURNAL"
echo 'vm.swappiness = 1' >>/etc/sysctl.conf
echo 'AllowUsers dten' | sudo tee -a /etc/ssh/sshd_config >/dev/null
cat >>/etc/mysql/my.cnf <<'CNF'
[mysqld]
max_connections = 500
CNF
cp config/nginx/nginx.conf /etc/nginx/nginx.conf
