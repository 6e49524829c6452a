#!/bin/sh
set -e
dpkg -i hub-base.deb || exit 1
tar xzf hub.tgz -C /opt/hub || { echo "unpacking failed"; exit 1; }
if ! dpkg -i hub.deb; then
  echo "installation failed"
  exit 1
fi
systemctl restart hubd
