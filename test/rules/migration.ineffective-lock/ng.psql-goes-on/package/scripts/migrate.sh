#!/bin/bash
set -euo pipefail
psql -d dten -f sql/041_rooms.sql
