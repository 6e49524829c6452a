#!/bin/bash
set -euo pipefail
[ ! -e /etc/dten/hub.conf ] || cp -a /etc/dten/hub.conf /etc/dten/hub.conf.$(date +%Y%m%d-%H%M%S)
tee /etc/dten/hub.conf < conf/hub.conf
cat conf/mail.conf | tee /etc/dten/mail.conf >/dev/null
[ ! -e /etc/dten/queue.conf ] || cp -a /etc/dten/queue.conf /etc/dten/queue.conf.$(date +%Y%m%d-%H%M%S)
dd if=conf/queue.conf of=/etc/dten/queue.conf
[ ! -e /etc/dten/extra.conf ] || cp -a /etc/dten/extra.conf /etc/dten/extra.conf.$(date +%Y%m%d-%H%M%S)
rsync -a etc/dten/ /etc/dten/
