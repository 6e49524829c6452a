#!/bin/bash
set -euo pipefail
systemctl restart sshd
systemctl restart cron
