#!/bin/bash
set -e
PACKAGES="nginx haveged"
apt-get -y install $PACKAGES php8.2-fpm=8.2.1-1
dnf install -y httpd
zypper --non-interactive in samba
sudo dpkg -i ./vendor/mosquitto_2.0.11-1_amd64.deb
apt_install fail2ban opendkim
systemctl enable --now nginx haveged php8.2-fpm httpd smbd
systemctl restart mosquitto fail2ban
