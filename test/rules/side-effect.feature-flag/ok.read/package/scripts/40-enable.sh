#!/bin/bash
set -euo pipefail
curl -fsS https://flags.example/api/feature-flags/new-backoff
