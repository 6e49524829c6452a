#!/bin/sh
set -e
systemctl stop dten-agent.service
systemctl start dtend.service
