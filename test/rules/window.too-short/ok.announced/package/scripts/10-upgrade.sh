#!/bin/bash
set -euo pipefail
systemctl stop rooms
sleep 10m
systemctl start rooms
