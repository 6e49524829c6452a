#!/bin/sh
systemctl disable --now acmed.service
if [ -d /etc/acme ]; then
  rm -rf /etc/acme
fi
