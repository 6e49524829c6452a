#!/bin/bash
set -euo pipefail
cd "$(dirname "$0")"
. ./steps/lib.sh
put_programs
bash ./steps/data.sh
