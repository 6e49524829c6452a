#!/bin/bash
set -euo pipefail
systemctl stop rooms
# The cache has to run empty.
sleep 10m
systemctl start rooms
