#!/bin/sh
set -e
cp /var/backups/dten/agent.ini /etc/dten/agent.ini
