#!/bin/bash
set -euo pipefail
install -m 0755 bin/rooms /opt/rooms/bin/rooms
