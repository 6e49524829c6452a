#!/bin/bash
set -euo pipefail
curl -fsS -X POST https://api.partner.example/v1/webhooks \
  -H "Authorization: Bearer ${PARTNER_TOKEN:?}" -d '{"event":"room.changed"}'
