#!/bin/bash
set -euo pipefail
mail -s "Upgrade done" customers@example.com < notice.txt
curl -fsS -X POST https://hooks.slack.com/services/T0/B0/x -d '{"text":"done"}'
