#!/bin/sh
set -e
rm -f /etc/cron.d/dten-rotate
