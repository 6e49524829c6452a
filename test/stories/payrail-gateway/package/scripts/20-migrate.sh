#!/bin/bash
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)

export PGPASSWORD='Kuusi-Palaa-9911'
for file in "$here"/migrations/*.sql; do
    psql -v ON_ERROR_STOP=1 -h db-pay.internal -U payrail -d payrail -f "$file"
done
