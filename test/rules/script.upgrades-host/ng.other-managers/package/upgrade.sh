#!/bin/bash
set -euo pipefail
zypper -n dup
zypper --non-interactive update
do-release-upgrade -f DistUpgradeViewNonInteractive
unattended-upgrade -v
