#!/bin/sh
set -e
scp -q import@files.dten.example:outbound/* /var/lib/dten/in/
for file in /var/lib/dten/in/*; do
  /opt/dten/bin/dtend import "$file"
done
