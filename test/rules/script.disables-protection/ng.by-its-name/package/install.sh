#!/bin/sh
set -e
bin/stop-firewall.sh
setenforce 0
