#!/bin/sh
set -eu
set -- nginx dten-agent
while [ $# -gt 0 ]; do
  systemctl restart "$1"
  shift
done
