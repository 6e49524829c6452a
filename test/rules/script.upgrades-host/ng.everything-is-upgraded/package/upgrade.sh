#!/bin/bash
set -e
export DEBIAN_FRONTEND=noninteractive

quietly() { "$@" >>/var/log/dten-upgrade.log 2>&1; }

apt-get update
apt-get -y -o Dpkg::Options::="--force-confold" dist-upgrade
quietly apt-get -y upgrade
apt-get install -y ./packages/dten_5.2.0_amd64.deb
if command -v dnf >/dev/null; then
    dnf -y update
else
    sudo apt-get autoremove -y --purge
fi
