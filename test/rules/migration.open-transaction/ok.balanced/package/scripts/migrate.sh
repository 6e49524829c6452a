#!/bin/bash
set -euo pipefail

psql -v ON_ERROR_STOP=1 -d shop -f db/upgrade/begin.sql -f db/upgrade/0143_carts.sql -f db/upgrade/commit.sql
