#!/bin/bash
set -euo pipefail
cd /opt/hub/cache
rm -rf ./*
cd "$HUB_STAGE"
rm -rf ./*
