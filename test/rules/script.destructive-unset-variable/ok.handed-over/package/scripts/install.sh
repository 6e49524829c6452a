#!/bin/bash
clean() {
  [ -n "$1" ] || return 1
  rm -rf "$1/"*
}
wipe() {
  rm -rf "$1"/*
}
if [ $# -ne 1 ]; then
  echo "usage: install.sh PREFIX" >&2
  exit 2
fi
PREFIX=$1
CACHE=${CACHE:-/var/cache/dten}
WORK=/opt/dten/work
rm -rf "$PREFIX"/bin
rm -rf "$CACHE"/*
clean "$STAGING"
wipe "$WORK"
while read -r old; do
  rm -rf "$old"/share
done </etc/dten/old-homes
