#!/bin/bash
set -euo pipefail

trap 'systemctl start dtend.service' EXIT
systemctl stop dtend.service
psql -v ON_ERROR_STOP=1 -d dten -f migrations/0052.sql
systemctl start dtend.service
