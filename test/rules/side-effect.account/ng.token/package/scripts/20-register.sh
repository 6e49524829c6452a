#!/bin/bash
set -euo pipefail
curl -fsS -X POST https://id.example/api/service-accounts -d '{"name":"rooms-sync"}'
