#!/bin/bash
set -euo pipefail

psql --single-transaction -v ON_ERROR_STOP=1 -d shop -f db/upgrade/0122_parcels.sql
