#!/bin/bash
set -euo pipefail
dropdb dten
createdb dten
pg_restore -d dten /srv/backup/dten.dump
rm -rf /var/lib/elasticsearch/*
