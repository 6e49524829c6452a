#!/bin/sh
set -e
curl -fsS -X POST -d "version=5.2.0" https://telemetry.site.example/installed
