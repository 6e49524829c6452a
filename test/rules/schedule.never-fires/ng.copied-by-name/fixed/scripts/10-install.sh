#!/bin/sh
set -e
install -m 0644 -o root cron.d/hub.import /etc/cron.d/hub-import
chmod 0644 /etc/cron.d/hub-import
cp "cron.d/hub.report" "/etc/cron.d/hub-report"
install -m 0755 cron.daily/hub-clean.sh '/etc/cron.daily/hub-clean'
