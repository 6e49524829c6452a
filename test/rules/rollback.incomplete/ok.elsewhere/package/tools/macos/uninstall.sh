#!/bin/bash
set -euo pipefail
rm -rf /opt/rooms/bin
