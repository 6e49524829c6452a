#!/bin/sh
echo "copying"
cp bin/hubctl /usr/local/bin/
systemctl restart hub
