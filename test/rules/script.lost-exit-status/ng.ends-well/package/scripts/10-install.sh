#!/bin/sh
set -e
dpkg -i hub-base.deb || exit 0
tar xzf hub.tgz -C /opt/hub || { echo "unpacking failed"; exit 0; }
if ! dpkg -i hub.deb; then
  echo "installation failed"
  exit 0
fi
systemctl restart hubd
