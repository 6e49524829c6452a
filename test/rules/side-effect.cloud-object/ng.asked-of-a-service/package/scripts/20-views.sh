#!/bin/bash
set -euo pipefail
curl -fsS https://api.rooms.example/graphql -d '{"query":"mutation { dropView(id: 3) }"}'
