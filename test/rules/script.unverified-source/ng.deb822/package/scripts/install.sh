#!/bin/bash
set -euo pipefail
printf 'Types: deb\nURIs: https://repo.dten.example/apt\nSuites: stable\nTrusted: yes\n' | tee /etc/apt/sources.list.d/dten.sources
printf 'Types: deb\nURIs: http://more.dten.example/apt\nSuites: stable\n' >/etc/apt/sources.list.d/more.sources
echo -e "[dten]\nbaseurl=https://repo.dten.example/el9\ngpgcheck=0" >/etc/yum.repos.d/dten.repo
