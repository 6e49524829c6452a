#!/bin/sh
set -e
systemctl restart old-agent.service
