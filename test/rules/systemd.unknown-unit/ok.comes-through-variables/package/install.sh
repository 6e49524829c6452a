#!/bin/bash
set -e
software="nginx proftpd-core"
software="$software redis-server"
[ "$FTP" = no ] && software=$(echo "$software" | sed -e 's/proftpd-core//')
apt-get -y install $software
declare -a more=( supervisor fail2ban )
getDepends ${more[@]}
requirePackages "memcached
  haveged"
EXTRA="chrony"
for name in $EXTRA; do
  run "DEBIAN_FRONTEND=noninteractive apt-get install -y $name"
done
apt-get install -y php"${PHP_VER}"-fpm php8.1-{cli,fpm}
systemctl enable --now nginx proftpd redis supervisor memcached haveged php8.0-fpm php8.1-fpm chrony
systemctl restart fail2ban
