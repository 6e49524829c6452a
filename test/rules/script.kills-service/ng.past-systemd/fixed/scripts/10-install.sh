#!/bin/sh
systemctl stop hubd.service
sleep 2
systemctl stop nginx.service
install -m 0755 bin/hubd /opt/hub/bin/hubd
systemctl start hubd
