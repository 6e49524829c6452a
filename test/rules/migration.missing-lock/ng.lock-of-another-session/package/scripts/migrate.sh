#!/bin/sh
# The lock ends with the session that takes it.
psql -v ON_ERROR_STOP=1 app -c 'SELECT pg_advisory_lock(42)'
psql -v ON_ERROR_STOP=1 app -f /opt/acme/migrations/0007.sql
