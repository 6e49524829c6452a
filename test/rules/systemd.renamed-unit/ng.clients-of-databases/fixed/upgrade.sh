#!/bin/sh
set -e
psql -v ON_ERROR_STOP=1 -f migrations/010_archive.sql dten
psql dten -c '\! systemctl reload dtend'
