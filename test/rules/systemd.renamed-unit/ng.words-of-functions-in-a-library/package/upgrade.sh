#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")"
. lib/common.sh
svc stop nginx dten-agent
