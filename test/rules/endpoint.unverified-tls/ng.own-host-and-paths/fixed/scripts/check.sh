#!/bin/sh
set -e
id=`curl -s -u "$USER:$PASS" https://localhost:8181/api/collection | xmlstarlet sel -t -v '//_:id'`
echo "$id"
