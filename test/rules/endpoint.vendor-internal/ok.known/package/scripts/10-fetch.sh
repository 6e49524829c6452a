#!/bin/bash
# Tested with artifacts.vendor.corp.
set -euo pipefail
curl -fsS https://mirror.site.lan/agent-5.2.0.tar.gz -o /opt/dten/agent.tar.gz
curl -fsS https://app01.site.internal/rooms.json -o /var/lib/dten/rooms.json
curl -fsS https://10.40.0.12:8443/rooms.json -o /var/lib/dten/calendars.json
curl -fsS https://kubernetes.default.svc.cluster.local/healthz
