#!/bin/bash
UNIT="dtend.service"   # the room agent
NAME=dtend
SERVICES="nginx dtend"
declare -a ALL=(nginx.service dtend.service)

systemctl restart "$UNIT"
systemctl is-active --quiet "${UNIT}"
systemctl stop "$NAME.service"
for service in $SERVICES; do
    systemctl reload "$service"
done
for unit in "${ALL[@]}"; do systemctl enable "$unit"; done
for unit in nginx dtend; do
    systemctl start "${unit}.service"
done
