#!/bin/bash
set -e
apt-get update
apt-get install -y --only-upgrade dten=5.2.0-1
dnf -y upgrade dten-5.2.0
apt-get --download-only upgrade -y
apt-get -s dist-upgrade
docker exec dten-web apt-get upgrade -y
pip install --upgrade ./dten-5.2.0-py3-none-any.whl
brew upgrade
pacman -S --noconfirm $PREREQ $PREREQARCH
