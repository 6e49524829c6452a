#!/bin/bash
set -euo pipefail
getent passwd dten >/dev/null || useradd --system dten
systemctl daemon-reload
systemctl restart dtend.service
