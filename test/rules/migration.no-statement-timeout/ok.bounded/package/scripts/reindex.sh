#!/bin/bash
set -euo pipefail

export PGOPTIONS='-c lock_timeout=5s -c statement_timeout=20min'
psql -v ON_ERROR_STOP=1 -d shop -c "REINDEX TABLE ledger"
