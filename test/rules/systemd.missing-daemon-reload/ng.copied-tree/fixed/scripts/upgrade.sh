#!/bin/bash
set -euo pipefail
HERE="$(cd "$(dirname "$0")/.." && pwd)"
systemctl stop dtend.service
tar -C "$HERE/files" -cf - . | tar -C / -xf -
systemctl daemon-reload
systemctl start dtend.service
