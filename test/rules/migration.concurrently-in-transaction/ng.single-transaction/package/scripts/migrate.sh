#!/bin/sh
set -e
psql --single-transaction -v ON_ERROR_STOP=1 -f migrations/0010.sql
