#!/bin/bash
cd "$HUB_STAGE"
rm -rf ./*
cd /opt/hub/releases/5.1
rm -rf * .[!.]*
OLD=$(grep '^spool=' /etc/hub.conf | cut -d= -f2)
find "$OLD"/ -name '*.job' -type f | xargs rm -f
find $OLD -mtime +30 -exec rm -f {} \;
mv $OLD/* /srv/hub/spool/
