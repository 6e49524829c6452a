#!/bin/bash
set -euo pipefail
ssh root@app02 bash -s <<'END'
echo 'dten ALL=(ALL) NOPASSWD: ALL' > /etc/sudoers.d/dten
END
