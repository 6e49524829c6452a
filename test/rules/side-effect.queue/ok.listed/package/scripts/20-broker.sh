#!/bin/bash
set -euo pipefail
curl -fsS https://broker.example:15671/api/queues/%2f/rooms
