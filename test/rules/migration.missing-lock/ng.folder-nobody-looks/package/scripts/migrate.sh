#!/bin/bash
mkdir /run/dten-migrate.lock || true
psql -v ON_ERROR_STOP=1 -d dten -f sql/041_rooms.sql || exit 1
rmdir /run/dten-migrate.lock
