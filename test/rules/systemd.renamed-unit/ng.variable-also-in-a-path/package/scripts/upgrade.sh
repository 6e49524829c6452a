#!/bin/sh
set -e
app=dten-agent
cp "bin/$app" /opt/dten/bin/
systemctl restart $app
