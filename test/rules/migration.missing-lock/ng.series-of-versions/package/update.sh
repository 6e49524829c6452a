#!/bin/sh
set -e
psql -v ON_ERROR_STOP=1 -d feeds -f schema/versions/13.sql
