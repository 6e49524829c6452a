#!/bin/bash
OLD=""
DATA=$(grep '^data_dir' /etc/hub/hub.conf | cut -d= -f2)
rm -rf "$DATA"/*
rm -rf /opt/$OLD
rsync -a --delete new/ "$WEBROOT/"
