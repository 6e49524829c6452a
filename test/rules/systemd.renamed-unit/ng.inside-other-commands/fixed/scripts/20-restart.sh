#!/bin/bash
set -euo pipefail

stop_unit() { systemctl stop "$1"; }
as_root() { sudo "$@"; }

su -c 'systemctl stop dtend' root
bash <<'END'
systemctl enable dtend.service
END
eval "systemctl reload dtend"
echo dtend nginx | xargs systemctl restart
stop_unit dten-agent
as_root systemctl mask dten-agent.service
rc-service dtend restart
