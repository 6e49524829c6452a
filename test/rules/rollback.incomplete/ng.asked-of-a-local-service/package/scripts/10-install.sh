#!/bin/bash
set -euo pipefail
curl -fsS -X DELETE http://localhost:9200/rooms-2025
curl -fsS -X POST http://127.0.0.1:8080/login -d user=install
