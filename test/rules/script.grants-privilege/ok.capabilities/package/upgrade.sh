#!/bin/bash
set -euo pipefail
setcap cap_net_bind_service=+ep /usr/local/bin/dten-agent
setcap -r /opt/dten/bin/collector
