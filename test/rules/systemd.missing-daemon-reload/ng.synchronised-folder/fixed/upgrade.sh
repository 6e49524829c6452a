#!/bin/bash
set -euo pipefail
rsync -a units/ /etc/systemd/system/
systemctl daemon-reload
systemctl restart dtend
