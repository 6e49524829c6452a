#!/bin/bash
# Moves the orders to the new schema.
set -euo pipefail

DB_HOST=db.internal
DB_USER=orders
DB_PASSWORD='t8Vq-61mRz'
export PGPASSWORD="$DB_PASSWORD"
REPLICA_PASSWORD=${REPLICA_PASSWORD:-kq71Xw-b2}

psql -h "$DB_HOST" -U "$DB_USER" orders -f migrations/17.sql
