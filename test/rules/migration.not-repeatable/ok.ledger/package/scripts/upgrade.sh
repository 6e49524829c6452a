#!/bin/bash
set -euo pipefail
have=$(psql -At -d shop -c "SELECT max(version) FROM schema_version")
for file in migrations/*.sql; do
  number=$(basename "$file" .sql)
  [ "$number" -gt "$have" ] || continue
  psql -v ON_ERROR_STOP=1 -1 -d shop -f "$file"
done
