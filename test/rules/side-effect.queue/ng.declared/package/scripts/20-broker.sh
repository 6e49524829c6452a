#!/bin/bash
set -euo pipefail
curl -fsS -X PUT https://broker.example:15671/api/queues/%2f/rooms-v2 -d '{"durable":true}'
