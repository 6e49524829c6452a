#!/bin/sh
set -e
systemctl restart dten-cache.service
