#!/bin/bash
set -euo pipefail

sudo systemctl stop dtend.service
psql -v ON_ERROR_STOP=1 -d dten -f migrations/0052.sql
psql -v ON_ERROR_STOP=1 -d dten -f migrations/0053.sql
sudo systemctl start dtend.service
