#!/bin/bash
set -e
SCHEMA="${1:-public}"
psql -v ON_ERROR_STOP=1 -d app <<EOF
  SET lock_timeout = '5s';
  DO 'BEGIN IF NOT pg_try_advisory_lock(1083068130) THEN RAISE EXCEPTION ''another migration is running''; END IF; END';
  ALTER TABLE $SCHEMA.devices ADD COLUMN token text DEFAULT '\$none';
  COMMENT ON COLUMN ${SCHEMA}.devices.token IS 'since $(date +%F)';
  SELECT pg_advisory_unlock(1083068130);
EOF
