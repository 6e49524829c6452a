#!/bin/bash
set -euo pipefail
HERE="$(cd "$(dirname "$0")/.." && pwd)"
systemctl stop dtend.service
tar -C "$HERE/files" -cf - . | tar -C / -xf -
systemctl start dtend.service
