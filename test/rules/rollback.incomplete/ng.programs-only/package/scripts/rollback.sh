#!/bin/bash
set -euo pipefail
install -m 0755 /opt/rooms/previous/rooms /opt/rooms/bin/rooms
