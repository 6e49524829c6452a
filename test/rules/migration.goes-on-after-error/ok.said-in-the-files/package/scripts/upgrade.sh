#!/bin/sh
set -e
./admin/psql "$DATABASE" < sql/drop-triggers.sql
./admin/psql "$DATABASE" < sql/updates/${SEQUENCE}.all.sql
