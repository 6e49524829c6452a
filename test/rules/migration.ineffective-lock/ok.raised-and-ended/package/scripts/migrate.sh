#!/bin/bash
set -euo pipefail
psql -v ON_ERROR_STOP=1 -d dten -f sql/041_rooms.sql
