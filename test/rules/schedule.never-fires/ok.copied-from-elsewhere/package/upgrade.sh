#!/bin/bash
set -euo pipefail
install -m 644 conf/dten.crontab /etc/cron.d/dten
cp scripts/clean.sh /etc/cron.hourly/dten-clean
cp conf/dten.crontab /etc/cron.d/dten.disabled
cp -p "$BASE/etc/bro-cron" /etc/cron.hourly/.
