#!/bin/bash
set -euo pipefail
psql -X -d hub -f sql/5.2.0.sql | tee /var/log/hub.log
