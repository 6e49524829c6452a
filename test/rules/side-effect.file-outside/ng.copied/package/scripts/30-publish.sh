#!/bin/bash
set -euo pipefail
scp dist/app.js deploy@cdn.example:/srv/www/app.js
