#!/bin/sh
set -eu
psql -v ON_ERROR_STOP=1 -d dten -c "UPDATE toggles SET active = true WHERE key = 'calls'"
