#!/bin/sh
set -eu
systemctl stop labhub-web.service
cp /etc/labhub/labhub.properties.bak /etc/labhub/labhub.properties
systemctl start labhub-web.service
