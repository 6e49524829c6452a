#!/bin/sh
set -e
npx node-pg-migrate up --no-lock
PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK=true npx prisma migrate deploy
export PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK=1
env PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK=1 prisma migrate deploy
docker run -e PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK=1 rooms prisma migrate deploy
migrate -path migrations -database 'pgx5://pool:6432/rooms?sslmode=require&x-lock-strategy=none' up
