#!/bin/bash
systemctl stop monit.service
for unit in dten-sync.timer; do
    systemctl stop "$unit"
done
rsync -a bin/ /opt/dten/bin/
