#!/bin/bash
set -euo pipefail
cp -a /etc/dten /etc/dten.before
tee /etc/dten/hub.conf < conf/hub.conf
dd if=conf/queue.conf of=/opt/dten/queue.conf
rsync -a --ignore-existing etc/dten/ /etc/dten/
