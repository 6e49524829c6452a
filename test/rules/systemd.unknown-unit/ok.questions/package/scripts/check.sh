#!/bin/sh
set -e
systemctl is-active dten-cache
systemctl status dten-cache
systemctl show -p MainPID dten-cache
