#!/bin/sh
set -e
cd "$(dirname "$0")"
tr -d '\r' < files/dten.cron > /etc/cron.d/dten
{ cat files/poll.cron; echo; } > /etc/cron.d/dten-poll
