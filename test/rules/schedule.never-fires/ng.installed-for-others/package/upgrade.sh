#!/bin/bash
set -euo pipefail
install -m 0664 -o dten -g dten cron/dten /etc/cron.d/dten
install --mode=0666 cron/dten /etc/cron.d/dten-clean
install -m 0644 -o root -g root cron/dten /etc/cron.d/dten-index
