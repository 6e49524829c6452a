#!/bin/bash
# Was http://downloads.dten-platform.net until 2025.
set -euo pipefail
curl -fsS http://127.0.0.1:8420/healthz
curl -fsS http://localhost:8420/version
curl -fsS "http://[::1]:8420/version"
curl -fsS --unix-socket /run/dten.sock http://dten/version
curl -fsS -H 'Referer: http://rooms.dten-platform.net/' https://rooms.dten-platform.net/v1/rooms -o /var/lib/dten/rooms.json
ldapsearch -ZZ -H ldap://ldap.dten-platform.net -b dc=dten
echo "See http://docs.dten-platform.net for help"
