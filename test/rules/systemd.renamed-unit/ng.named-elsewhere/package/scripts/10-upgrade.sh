#!/bin/bash
set -e
cd "$(dirname "$0")/.."
source ./site.conf
systemctl stop "$DTEN_UNIT"
sh < steps.txt
cat more.txt | sh
