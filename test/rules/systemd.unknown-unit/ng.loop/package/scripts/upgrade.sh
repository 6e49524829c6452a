#!/bin/bash
for unit in nginx dten-gatway dten-sync.timer; do
    systemctl restart "$unit"
done
