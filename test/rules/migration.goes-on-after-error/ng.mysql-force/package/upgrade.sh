#!/bin/bash
set -euo pipefail
mysql --force dten < migrations/1.sql
mariadb -f -e "ALTER TABLE rooms ADD COLUMN floor INT NULL" dten
