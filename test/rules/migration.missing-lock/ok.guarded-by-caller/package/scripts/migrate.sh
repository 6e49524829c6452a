#!/bin/bash
exec 9>/run/lock/acme-migrate
flock -n 9 || exit 1
for file in /opt/acme/migrations/*.sql; do
  psql -v ON_ERROR_STOP=1 -f "$file"
done
psql -c 'DROP TABLE old_rooms'
