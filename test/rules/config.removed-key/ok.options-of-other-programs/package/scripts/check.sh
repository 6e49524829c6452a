#!/bin/sh
set -eu
DTEN_LOG_LEVEL=debug
echo "level ${DTEN_LOG_LEVEL}"
