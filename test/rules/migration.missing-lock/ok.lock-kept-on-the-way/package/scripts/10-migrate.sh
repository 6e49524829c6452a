#!/bin/bash
set -euo pipefail
psql -v ON_ERROR_STOP=1 -d rooms -f db/savepoint.sql
psql -v ON_ERROR_STOP=1 -d rooms -f db/by-itself.sql
