#!/bin/bash
set -euo pipefail

install -m 0644 keys/dten.gpg /usr/share/keyrings/dten.gpg
echo "deb [signed-by=/usr/share/keyrings/dten.gpg] http://packages.dten.example/debian bookworm main" >/etc/apt/sources.list.d/dten.list
echo "deb http://deb.debian.org/debian bookworm-backports main" >/etc/apt/sources.list.d/backports.list
cat >/etc/yum.repos.d/dten.repo <<'REPO'
[dten]
name=DTEN
baseurl=http://packages.dten.example/el9
gpgcheck=1
gpgkey=file:///etc/pki/rpm-gpg/dten.asc
REPO
curl -fsSL https://packages.dten.example/key.asc | gpg --dearmor -o /etc/apt/keyrings/dten.gpg
