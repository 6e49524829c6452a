#!/bin/sh
set -e
systemctl enable --now dten-watchdog.service
systemctl restart nginx dten-cache
service dten-cache2 start
systemctl start dten-report.timer || die "no reports"
if ! systemctl start dten-importer; then
    exit 1
fi
