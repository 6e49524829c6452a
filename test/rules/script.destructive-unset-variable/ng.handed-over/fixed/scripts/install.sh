#!/bin/bash
clean() {
  rm -rf "${1:?}/"*
}
swap() {
  local from=$1
  rm -rf "${from:?}"/lib
}
PREFIX=$1
CACHE=${CACHE:-}
while getopts w: option; do
  case $option in
    w) WORK=$OPTARG ;;
  esac
done
read -r OLD </etc/dten/old-home
rm -rf "${PREFIX:?}"/bin
rm -rf "${CACHE:?}"/*
rm -rf "${WORK:?}"/*
rm -rf "${OLD:?}"/share
clean "$STAGING"
swap
for dir in "$FIRST" "$SECOND"; do
  rm -rf "${dir:?}/"*
done
