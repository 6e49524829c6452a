#!/bin/bash
set -e
service opendkim restart
$APT_INSTALL chrony
service chronyd restart
apt-get install php$PHP-fpm
systemctl restart php8.0-fpm
