#!/bin/bash
set -euo pipefail

stop_unit() { systemctl stop "$1"; }
as_root() { sudo "$@"; }

su -c 'systemctl stop dten-agent' root
bash <<'END'
systemctl enable dten-agent.service
END
eval "systemctl reload dten-agent"
echo dten-agent nginx | xargs systemctl restart
stop_unit dten-agent
as_root systemctl mask dten-agent.service
rc-service dten-agent restart
