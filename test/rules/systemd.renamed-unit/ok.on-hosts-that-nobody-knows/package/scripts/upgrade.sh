#!/bin/bash
set -euo pipefail
ssh root@db01 systemctl stop dten-agent
for node in db01 db02; do
  ssh "$node" 'systemctl restart dten-agent'
done
docker exec app01 systemctl restart dten-agent
ssh "$1" systemctl restart dten-agent
