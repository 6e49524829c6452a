#!/bin/sh
# Clears what 5.2.0 has left behind.
set -e
rm -rf "$DTEN_CACHE/"
systemctl restart dten
