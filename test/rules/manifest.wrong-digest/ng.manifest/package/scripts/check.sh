#!/bin/sh
set -eu
test -x /opt/relay/bin/relayd
