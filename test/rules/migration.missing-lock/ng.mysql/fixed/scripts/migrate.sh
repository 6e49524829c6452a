#!/bin/bash
set -euo pipefail
mysql --defaults-extra-file=/etc/acme/my.cnf acme < sql/0042_rooms.sql
mysql acme -e 'SET @migration_lock = IF(GET_LOCK('\''migration'\'', 0) = 1, '\''DO 0'\'', '\''another migration is running'\''); PREPARE migration_lock FROM @migration_lock; ALTER TABLE rooms ADD COLUMN wing INT'
mysql acme <<'SQL'
SET SESSION lock_wait_timeout = 5;
SET @migration_lock = IF(GET_LOCK('migration', 0) = 1, 'DO 0', 'another migration is running');
PREPARE migration_lock FROM @migration_lock;
CREATE TABLE wings (id INT PRIMARY KEY);
ALTER TABLE wings ADD COLUMN name VARCHAR(40);
ALTER TABLE floors ADD INDEX floors_wing (wing), ALGORITHM=INPLACE, LOCK=NONE;
SQL
