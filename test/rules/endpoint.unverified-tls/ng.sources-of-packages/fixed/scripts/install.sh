#!/bin/bash
set -euo pipefail
printf '[dten]\nbaseurl=https://repo.dten.example/el9\ngpgcheck=1\n' >/etc/yum.repos.d/dten.repo
snap install dten
