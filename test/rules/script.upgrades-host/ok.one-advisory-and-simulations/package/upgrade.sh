#!/bin/bash
set -euo pipefail
dnf -y update --advisory=RHSA-2025:1234
zypper -n update dten
unattended-upgrade --dry-run
do-release-upgrade --check-dist-upgrade-only
