#!/bin/sh
set -e
psql --username "$POSTGRES_USER" -c "CREATE EXTENSION pg_trgm"
