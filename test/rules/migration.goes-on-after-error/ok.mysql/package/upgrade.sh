#!/bin/bash
set -euo pipefail
mysql dten < migrations/1.sql
mysql --force -e "SELECT count(*) FROM rooms" dten
