#!/bin/bash
set -euo pipefail

work=$(mktemp)
cat > "$work" <<SQL
ALTER TABLE doors ADD COLUMN kind bigint;
SQL
psql -d dten -f "$work"
rm -f "$work"
