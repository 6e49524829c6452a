#!/bin/sh
set -eu
rm -f /usr/share/nginx/html/roomboard.html
rm -rf /opt/roomboard
