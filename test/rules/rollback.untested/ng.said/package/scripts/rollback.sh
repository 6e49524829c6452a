#!/bin/bash
set -euo pipefail
systemctl stop rooms.service
apt-get install -y --allow-downgrades rooms=4.1.7
systemctl start rooms.service
