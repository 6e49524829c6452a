#!/bin/bash
set -euo pipefail

DATA=/var/lib/dten
SPOOL="$DATA/spool"

umask 000
install -d -m 0777 "$SPOOL"
mkdir -p -m 777 "$DATA/incoming"
chmod -R a+rwX "$DATA/exports"
chmod 666 /etc/dten/dten.yaml
sudo chmod o+w /opt/dten/bin/dtend

open_up() { chmod ugo+w,+x "$1"; }
open_up "$DATA/hooks/after-import.sh"

# Twice in this script.
chmod 0777 /opt/dten/plugins
systemctl restart dtend
chmod 0777 /opt/dten/plugins
