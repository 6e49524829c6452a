#!/bin/bash
set -euo pipefail
for file in savepoint block include; do
  psql -v ON_ERROR_STOP=1 -d rooms -f "db/$file.sql"
done
