#!/bin/bash
set -euo pipefail
systemctl stop dten-watchdog.service
