#!/bin/bash
set -euo pipefail

echo "deb [trusted=yes] https://packages.dten.example/debian bookworm main" >/etc/apt/sources.list.d/dten.list
cat >/etc/yum.repos.d/dten.repo <<'REPO'
[dten]
name=DTEN
baseurl=https://packages.dten.example/el9
enabled=1
gpgcheck=0
REPO
dnf -y install --nogpgcheck dten-5.2.0
apt-get update
