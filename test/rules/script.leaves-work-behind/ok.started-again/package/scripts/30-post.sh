#!/bin/bash
for unit in monit.service dten-sync.timer; do
    systemctl restart "$unit"
done
