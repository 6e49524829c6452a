#!/bin/bash
set -euo pipefail
scp deploy@cdn.example:/srv/www/app.js /opt/rooms/app.js
