#!/bin/bash
set -euo pipefail
ssh root@app02 "sed -i 's/^#*MaxSessions.*/MaxSessions 200/' /etc/ssh/sshd_config"
