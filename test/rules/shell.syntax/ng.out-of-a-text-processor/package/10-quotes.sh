#!/bin/bash
set -e
rm -rf “/opt/dten/cache”
cp dten.conf ‘/etc/dten’
