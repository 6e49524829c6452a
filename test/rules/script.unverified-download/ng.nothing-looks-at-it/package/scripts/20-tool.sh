#!/bin/sh
wget -O /usr/local/bin/hubctl https://downloads.hub.example/5.2/hubctl
chmod 0755 /usr/local/bin/hubctl
