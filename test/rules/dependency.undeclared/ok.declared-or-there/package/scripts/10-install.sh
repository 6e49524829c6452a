#!/bin/sh
set -eu
./scripts/migrate.py
perl -v
systemctl restart dtend.service
