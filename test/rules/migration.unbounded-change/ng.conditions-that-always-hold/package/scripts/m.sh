#!/bin/sh
set -e
psql -v ON_ERROR_STOP=1 -d dten -f migrations/1.sql
