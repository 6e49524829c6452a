#!/bin/bash
set -euo pipefail

install -D -m 0644 config/journald.conf /etc/systemd/journald.conf.d/dten.conf
echo 'vm.swappiness = 1' >/etc/sysctl.d/60-dten.conf
sed -i 's/old/new/' /etc/dten/dten.yaml
grep -q dten /etc/ssh/sshd_config || echo 'sshd does not know dten' >&2
cp /etc/mysql/my.cnf /var/lib/dten/backup/my.cnf
docker exec dten-web sed -i 's/a/b/' /etc/nginx/nginx.conf
