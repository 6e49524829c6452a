#!/bin/sh
set -e
systemctl restart dten-agent.service
