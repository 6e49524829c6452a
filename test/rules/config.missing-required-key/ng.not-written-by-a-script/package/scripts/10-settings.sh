#!/bin/bash
set -euo pipefail
cat > /etc/dten/dten.yaml <<EOF
dten:
  hybrid:
    retries: 3
EOF
