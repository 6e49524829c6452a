#!/bin/bash
set -euo pipefail
nmcli networking off && nmcli networking on
ifdown eth0 && ifup eth0
ip link set dev eth0 down
