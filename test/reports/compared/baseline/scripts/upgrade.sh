#!/bin/sh
set -eu
systemctl restart dten-agent.service
