#!/bin/bash
set -euo pipefail

DATA=/var/lib/dten
SPOOL="$DATA/spool"

umask 022
install -d -m 0775 "$SPOOL"
mkdir -p -m 775 "$DATA/incoming"
chmod -R ug+rwX,o+rX "$DATA/exports"
chmod 664 /etc/dten/dten.yaml
sudo chmod o-w /opt/dten/bin/dtend

open_up() { chmod ug+w,+x "$1"; }
open_up "$DATA/hooks/after-import.sh"

# Twice in this script.
chmod 0775 /opt/dten/plugins
systemctl restart dtend
chmod 0775 /opt/dten/plugins
