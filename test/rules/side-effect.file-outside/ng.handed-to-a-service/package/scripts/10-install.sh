#!/bin/bash
set -euo pipefail
echo ruok | nc zk01 2181
tar cz /etc/rooms | nc collector.rooms.example 9999
