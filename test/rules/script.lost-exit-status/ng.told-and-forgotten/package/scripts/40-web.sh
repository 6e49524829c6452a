#!/bin/sh
set -e
systemctl stop hub-web
set +e
psql -X -d hub -f sql/web.sql
set -e
systemctl start hub-web
