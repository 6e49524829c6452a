#!/bin/bash
set -euo pipefail
sed -i 's/^#\?PermitRootLogin.*/PermitRootLogin yes/' /etc/ssh/sshd_config
echo 'PasswordAuthentication yes' > /etc/ssh/sshd_config.d/50-dten.conf
systemctl reload ssh
