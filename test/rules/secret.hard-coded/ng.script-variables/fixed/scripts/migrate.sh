#!/bin/bash
# Moves the orders to the new schema.
set -euo pipefail

DB_HOST=db.internal
DB_USER=orders
DB_PASSWORD="${DB_PASSWORD:?is required}"
export PGPASSWORD="$DB_PASSWORD"
REPLICA_PASSWORD="${REPLICA_PASSWORD:?is required}"

psql -h "$DB_HOST" -U "$DB_USER" orders -f migrations/17.sql
