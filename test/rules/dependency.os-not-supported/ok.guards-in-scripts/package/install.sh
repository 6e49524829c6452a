#!/bin/bash
set -euo pipefail
. /etc/os-release

case "$ID-$VERSION_ID" in
    debian-11|debian-12) codename=bookworm ;;
    ubuntu-22.04) codename=jammy ;;
    *)
        echo "This release runs on Debian and Ubuntu" >&2
        exit 1
        ;;
esac

# What differs between systems ends nothing.
case "$ID" in
    ubuntu) group=syslog ;;
    *) group=adm ;;
esac

# Nothing has to be done elsewhere.
if [ "$ID" != ubuntu ] && [ "$ID" != rhel ]; then
    echo "no profiles to load"
    exit 0
fi
[ "$ID_LIKE" = debian ] || exit 1
chgrp "$group" "/var/log/dten-$codename"
systemctl restart dtend.service

ID=$(id -un)
if [ x"$ID" != "xdten" ]; then
  echo "must be run as user dten" >&2
  exit 1
fi

CURRENT=bookworm
if [[ "$(lsb_release -sc)" != "${CURRENT}" ]]; then
  echo "this release cannot be upgraded" >&2
  exit 130
fi
if ! [ "x$ID_OF_HOST" = "x" ] && ! [ "x$DISTRIB_ID" = "xDebian" ]; then
  exit 1
fi
