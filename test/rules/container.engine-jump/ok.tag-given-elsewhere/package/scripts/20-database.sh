#!/bin/bash
set -euo pipefail

docker run --rm postgres:16 pg_dump -h db dten > /srv/dump.sql
docker run --rm -v "$PWD:/work" postgres:16 psql -h db -f /work/check.sql
docker run -d --name dten-db -v dten-db:/var/lib/postgresql/data postgres:13.16
