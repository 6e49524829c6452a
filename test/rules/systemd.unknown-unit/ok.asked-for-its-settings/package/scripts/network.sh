#!/bin/bash
set -e
[[ -f /etc/dhcpcd.conf ]] && {
  sed -i "s/a/b/" /etc/dhcpcd.conf
  systemctl restart dhcpcd
}
