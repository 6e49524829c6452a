#!/bin/bash
set -euo pipefail

psql -1 -v ON_ERROR_STOP=1 -d shop -f db/upgrade/0132_users.sql
psql -v ON_ERROR_STOP=1 -d shop -f db/upgrade/0133_users.sql -f db/upgrade/0134_users.sql
