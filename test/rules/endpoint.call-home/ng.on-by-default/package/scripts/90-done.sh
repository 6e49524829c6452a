#!/bin/sh
set -e
curl -fsS -X POST -d "version=5.2.0&host=$(hostname)" https://telemetry.dten-platform.net/installed
