#!/bin/bash
set -euo pipefail
curl --fail --silent --show-error --output /var/lib/rooms/people.csv https://people.old.example/export.csv
