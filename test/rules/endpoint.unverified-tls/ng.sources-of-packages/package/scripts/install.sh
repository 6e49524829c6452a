#!/bin/bash
set -euo pipefail
printf '[dten]\nbaseurl=https://repo.dten.example/el9\ngpgcheck=0\n' >/etc/yum.repos.d/dten.repo
snap install dten --dangerous
