#!/bin/bash
set -euo pipefail
curl -fsS -d 'user=install' https://api.rooms.example/v1/login
curl -fsS -X POST -d '{"query":{}}' https://search.rooms.example/rooms/_search
curl -fsS https://api.rooms.example/graphql -d '{"query":"{ views { id } }"}'
curl -fsS -X PUT https://search.rooms.example/_cluster/settings -d '{"persistent":{"cluster.routing.allocation.enable":"none"}}'
cp lib/search.jar /opt/rooms/lib/
curl -fsS -X PUT https://search.rooms.example/_cluster/settings -d '{"persistent":{"cluster.routing.allocation.enable":null}}'
curl -fsS -X POST http://localhost:9200/rooms/_close
