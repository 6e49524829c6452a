#!/bin/bash
set -euo pipefail

apt-get install -y postgresql-client-16=16.4-1 postgresql-13=13.16-1
pg_upgradecluster --help
/usr/lib/postgresql/16/bin/pg_upgrade --check -b /usr/lib/postgresql/13/bin -B /usr/lib/postgresql/16/bin -d /srv/13 -D /srv/16
dnf module install -y nodejs:20
