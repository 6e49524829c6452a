#!/bin/bash
set -e
source /tmp/lib.sh || exit 1
/tmp/dten-migrate --all
systemctl restart dtend
