#!/bin/bash
UNIT="dten-agent.service"   # the room agent
NAME=dten-agent
SERVICES="nginx dten-agent"
declare -a ALL=(nginx.service dten-agent.service)

systemctl restart "$UNIT"
systemctl is-active --quiet "${UNIT}"
systemctl stop "$NAME.service"
for service in $SERVICES; do
    systemctl reload "$service"
done
for unit in "${ALL[@]}"; do systemctl enable "$unit"; done
for unit in nginx dten-agent; do
    systemctl start "${unit}.service"
done
