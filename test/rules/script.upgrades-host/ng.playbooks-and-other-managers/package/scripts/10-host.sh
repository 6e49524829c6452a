#!/bin/sh
set -e
snap refresh
opkg upgrade
apt-get -y dselect-upgrade
