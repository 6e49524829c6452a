#!/bin/sh
set -e
ln -s /etc/systemd/system/dtend.service /etc/systemd/system/dten-agent.service
systemctl restart dten-agent.service
