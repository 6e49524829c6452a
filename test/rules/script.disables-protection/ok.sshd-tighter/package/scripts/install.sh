#!/bin/bash
set -euo pipefail
sed -i 's/^PermitRootLogin yes/PermitRootLogin prohibit-password/' /etc/ssh/sshd_config
echo 'PasswordAuthentication no' > /etc/ssh/sshd_config.d/50-dten.conf
grep -q '^# PermitEmptyPasswords' /etc/ssh/sshd_config || echo '# PermitEmptyPasswords yes' >> /etc/ssh/sshd_config
systemctl reload ssh
