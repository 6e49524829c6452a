#!/bin/sh
createdb -O acme reports
psql -d reports -c 'ALTER TABLE pg_temp.x ADD y int'
psql <<'SQL'
CREATE DATABASE archive;
\c archive
CREATE INDEX events_idx ON events (id);
SQL
