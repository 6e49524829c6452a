#!/bin/sh
set -eu
install -m 0755 bin/relayd /opt/relay/bin/relayd
systemctl restart relayd.service
