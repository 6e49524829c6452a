#!/bin/bash
set -euo pipefail
DATA=/opt/dten/uploads
systemctl stop dtend elasticsearch
rm -rf /var/lib/elasticsearch/*
rm -rf "$DATA"
mkdir -p "$DATA"
systemctl start elasticsearch dtend
