#!/bin/bash
set -euo pipefail

SERVICE_USER=dten-sync

echo "$SERVICE_USER ALL=(ALL) NOPASSWD: ALL" >/etc/sudoers.d/dten-sync
cat <<'RULE' | sudo tee /etc/sudoers.d/dten-backup
dten-backup ALL=(root) NOPASSWD: /bin/tar *
RULE
usermod -aG docker dten
chmod u+s /opt/dten/bin/dten-helper
