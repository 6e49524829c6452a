#!/bin/sh
set -eu
export DTEN_LOG_FORMAT=json
DTEN_HYBRID_MODE=auto
export DTEN_HYBRID_MODE
env DTEN_LOG_FORMAT=text /opt/dten/bin/dtend --check
exec /opt/dten/bin/dtend --hybrid-mode auto
