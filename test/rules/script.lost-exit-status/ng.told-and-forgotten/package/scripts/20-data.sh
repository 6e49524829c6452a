#!/bin/sh
FAILED=0
for file in sql/*.sql; do
    psql -X -d hub -f "$file" || FAILED=1
done
if [ "$FAILED" -ne 0 ]; then
    echo "Some files were not applied"
fi
