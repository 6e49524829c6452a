#!/bin/sh
set -e
install -m 0644 cron.d/dten.cron /etc/cron.d/dten-import
chown root:root /etc/cron.d/dten-import
