#!/bin/sh
set -e
npx node-pg-migrate up --lock
curl --no-lock https://example.org
migrate -path migrations -database 'pgx5://db:5432/rooms?x-lock-strategy=table' up
PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK= npx prisma migrate deploy
