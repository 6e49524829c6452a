#!/bin/bash
set -euo pipefail
curl -fsS -T /etc/rooms/public.pem https://upload.rooms.example/keys/
