#!/bin/sh
set -e
app=dtend
cp "bin/$app" /opt/dten/bin/
systemctl restart $app
