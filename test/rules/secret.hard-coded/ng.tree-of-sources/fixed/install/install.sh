#!/bin/sh
set -eu
HERE=$(dirname "$0")
DB_PASSWORD="${DB_PASSWORD:?is required}"
install -m 0640 "$HERE/files/agent.ini" /etc/hub/agent.ini
echo "$DB_PASSWORD" | hubctl login --password-stdin
