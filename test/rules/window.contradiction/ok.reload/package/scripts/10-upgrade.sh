#!/bin/bash
set -euo pipefail
systemctl reload rooms
