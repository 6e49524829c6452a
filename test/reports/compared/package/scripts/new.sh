#!/bin/sh
set -eu
systemctl stop dten-agent.service
