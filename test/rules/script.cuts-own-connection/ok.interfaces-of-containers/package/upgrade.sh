#!/bin/bash
set -euo pipefail
ip link set docker0 down
ip link set dev veth12ab down
ip link show eth0
ifup eth1
nmcli -t con show
