#!/bin/sh
set -eu
export DTEN_LOG_LEVEL=debug
/opt/dten-old/bin/dtend --log-level=debug --check
