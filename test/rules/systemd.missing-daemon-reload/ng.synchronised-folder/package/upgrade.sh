#!/bin/bash
set -euo pipefail
rsync -a units/ /etc/systemd/system/
systemctl restart dtend
