#!/bin/bash
set -e
systemctl stop shop.service
psql -v ON_ERROR_STOP=1 -d shop -f db/001_region.sql || :
systemctl start shop.service
