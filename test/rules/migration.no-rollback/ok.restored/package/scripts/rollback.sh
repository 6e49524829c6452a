#!/bin/bash
set -euo pipefail
pg_restore --clean --if-exists -d shop /var/backups/shop.dump
