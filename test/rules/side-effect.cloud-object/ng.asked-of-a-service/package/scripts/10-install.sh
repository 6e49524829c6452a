#!/bin/bash
set -euo pipefail
curl -fsS -X DELETE https://api.rooms.example/v1/tenants/7
wget -qO- --post-data 'full=1' https://search.rooms.example/reindex
