#!/bin/bash
set -euo pipefail
curl -fsS -X PUT https://flags.example/api/feature-flags/new-backoff -d '{"on":false}'
