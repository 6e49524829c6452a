#!/bin/bash
set -euo pipefail
mysql acme < sql/0042_rooms.sql
mysql acme <<'SQL'
SET SESSION lock_wait_timeout = 5;
SET @guard = IF(GET_LOCK('acme-upgrade', 0) = 1, 'DO 0', 'another upgrade is running');
PREPARE guard FROM @guard;
ALTER TABLE rooms ADD COLUMN wing INT, ALGORITHM=INSTANT;
SQL
mysql acme <<'SQL'
SET SESSION lock_wait_timeout = 5;
LOCK TABLES rooms WRITE;
ALTER TABLE rooms DROP COLUMN wing, ALGORITHM=INPLACE, LOCK=NONE;
UNLOCK TABLES;
SQL
