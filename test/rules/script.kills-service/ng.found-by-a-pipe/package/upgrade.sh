#!/bin/bash
set -euo pipefail
ps aux | grep '[n]ginx' | awk '{print $2}' | xargs kill -9
pkill -KILL -f 'nginx: master'
