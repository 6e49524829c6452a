#!/bin/sh
set -e
restart() { systemctl restart "$1"; }
service_do() { systemctl "$2" "$1"; }
start_if_known() {
  if systemctl cat "$1" >/dev/null 2>&1; then systemctl start "$1"; fi
}
restart dten-cache
service_do dten-queue start
start_if_known dten-search
restart nginx
