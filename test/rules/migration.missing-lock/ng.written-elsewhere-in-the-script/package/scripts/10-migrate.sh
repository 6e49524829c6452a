#!/bin/bash
set -euo pipefail
run="psql -v ON_ERROR_STOP=1 -d rooms -c 'ALTER TABLE doors ADD COLUMN a text'"
eval "$run"
psql -v ON_ERROR_STOP=1 -d rooms -c "$(cat db/notes.sql)"
steps=/tmp/steps.sql
echo 'ALTER TABLE doors ADD COLUMN c text;' > $steps
echo 'ALTER TABLE rooms ADD COLUMN d text;' >> $steps
psql -v ON_ERROR_STOP=1 -d rooms -f $steps
