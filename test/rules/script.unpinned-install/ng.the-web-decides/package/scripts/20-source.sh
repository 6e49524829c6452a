#!/bin/sh
set -e
SUITE=$(wget -qO- https://downloads.hub.example/suite)
echo "deb [signed-by=/etc/apt/keyrings/hub.gpg] https://deb.hub.example $SUITE main" > /etc/apt/sources.list.d/hub.list
state=$(curl -s https://status.hub.example/now)
echo "state: $state"
