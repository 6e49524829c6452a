#!/bin/bash
set -euo pipefail
systemctl stop shop
install -m 0755 /opt/shop/previous/shop /opt/shop/bin/shop
systemctl start shop
