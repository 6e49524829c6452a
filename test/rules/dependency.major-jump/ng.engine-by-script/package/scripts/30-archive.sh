#!/bin/bash
set -euo pipefail

sudo -u postgres /usr/lib/postgresql/16/bin/pg_upgrade --link -b /usr/lib/postgresql/13/bin -B /usr/lib/postgresql/16/bin -d /srv/13 -D /srv/16
