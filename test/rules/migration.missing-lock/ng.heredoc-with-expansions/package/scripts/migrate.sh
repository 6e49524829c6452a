#!/bin/bash
set -e
SCHEMA="${1:-public}"
psql -d app <<EOF
  ALTER TABLE $SCHEMA.devices ADD COLUMN token text DEFAULT '\$none';
  COMMENT ON COLUMN ${SCHEMA}.devices.token IS 'since $(date +%F)';
EOF
