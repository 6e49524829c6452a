#!/bin/bash
set -euo pipefail
yum-config-manager --add-repo http://dl.dten.example/dten.repo
zypper addrepo --no-gpgcheck https://dl.dten.example/suse dten
cat >/etc/apt/sources.list.d/dten.sources <<'END'
Types: deb
URIs: http://dl.dten.example/debian
Suites: stable
Components: main
END
