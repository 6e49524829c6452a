#!/bin/sh
killall -q hubd
sleep 2
kill -9 $(pidof nginx)
install -m 0755 bin/hubd /opt/hub/bin/hubd
systemctl start hubd
