#!/bin/bash
set -euo pipefail

psql -v ON_ERROR_STOP=1 -d shop -f db/upgrade/0071_channels.sql
