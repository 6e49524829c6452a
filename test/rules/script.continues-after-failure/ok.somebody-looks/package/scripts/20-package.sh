#!/bin/sh
die() { echo "$*" >&2; exit 1; }
dpkg -i packages/hub_5.2.0_amd64.deb || die "the package does not install"
if ! cp bin/media-router /opt/hub/bin/; then
    die "no media router"
fi
psql -d hub -f sql/5.2.0.sql
status=$?
if [ "$status" -ne 0 ]; then
    exit "$status"
fi
systemctl restart hub
