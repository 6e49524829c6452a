#!/bin/sh
set -e
/etc/init.d/dten-agent stop
sudo /etc/rc.d/init.d/dten-web restart
update-rc.d dten-queue defaults 20 80
chkconfig --level 2345 dten-mail on
