#!/bin/bash
set -euo pipefail
curl -fsS https://api.partner.example/v1/webhooks | grep -q room.changed
