#!/bin/sh
set -eu
cp /opt/relay/etc/relay.yaml /tmp/relay.yaml.bak
