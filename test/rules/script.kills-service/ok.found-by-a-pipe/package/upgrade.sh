#!/bin/bash
set -euo pipefail
ps aux | grep my-importer | awk '{print $2}' | xargs kill -9
ps aux | grep -v nginx | awk '{print $2}' | xargs kill -0
pgrep nginx | xargs kill -HUP
