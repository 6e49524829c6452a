#!/bin/bash
STAGE=$(mktemp -d)
cd "$STAGE"
rm -rf ./*
cd /opt/hub/cache && rm -rf ./*
cd /opt/hub/cache || exit 1
rm -rf ./*
mkdir -p /opt/hub/work
cd /opt/hub/work
rm -rf ./*
if [ -d /opt/hub/old ]; then
    cd /opt/hub/old
    rm -rf ./*
fi
if cd /opt/hub/tmp; then
    rm -rf ./*
fi
SPOOL=/var/spool/hub
find "$SPOOL" -type f -exec rm -f {} +
find . -name '*.orig' | xargs rm -f
ls "$SPOOL"/*.job | xargs rm -f
