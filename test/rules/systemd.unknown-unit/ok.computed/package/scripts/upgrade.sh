#!/bin/sh
set -e
. ./common.sh
restart() { systemctl restart "$1"; }
systemctl start "$UNIT" "${name:-dten}.service" dten-{a,b}.service "dten-$(hostname).service" dten-*
