#!/bin/bash
set -euo pipefail

apt-get install -y postgresql-16=16.4-1.pgdg120+1
pg_dropcluster --stop 16 main
pg_upgradecluster -v 16 -m upgrade 13 main
