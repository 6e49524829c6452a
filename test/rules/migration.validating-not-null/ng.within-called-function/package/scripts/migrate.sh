#!/bin/bash
set -euo pipefail

psql -v ON_ERROR_STOP=1 -d shop -c "SET lock_timeout = '5s'; SELECT shop.tighten_orders()"
