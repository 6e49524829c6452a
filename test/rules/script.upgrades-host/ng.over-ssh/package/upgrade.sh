#!/bin/bash
set -euo pipefail
for node in app01 app02; do
  ssh "root@$node" 'apt-get -y dist-upgrade'
done
