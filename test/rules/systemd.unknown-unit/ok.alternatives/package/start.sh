#!/bin/bash
set -e
systemctl start mariadb || systemctl start mysql || true
if [ -d /etc/pure-ftpd/conf ]; then
  systemctl restart pure-ftpd-mysql
fi
if [ "$(ls /etc/php/7.3/fpm/pool.d)" ]; then
  systemctl restart php7.3-fpm
fi
