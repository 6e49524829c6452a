#!/bin/bash
set -euo pipefail
tee /etc/dten/hub.conf < conf/hub.conf
cat conf/mail.conf | tee /etc/dten/mail.conf >/dev/null
dd if=conf/queue.conf of=/etc/dten/queue.conf
rsync -a etc/dten/ /etc/dten/
