#!/bin/bash
set -euo pipefail
pg_dump -Fc -f /var/backups/shop.dump shop
psql -v ON_ERROR_STOP=1 -d shop -f migrations/0041_notes.sql
