#!/bin/sh
set -eu
psql -v ON_ERROR_STOP=1 -f test/sql/unlogged.sql
