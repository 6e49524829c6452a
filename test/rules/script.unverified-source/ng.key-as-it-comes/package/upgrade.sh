#!/bin/bash
set -euo pipefail
KEY_URL=https://packages.dten.example/gpg.key
curl -sS $KEY_URL | apt-key add -
