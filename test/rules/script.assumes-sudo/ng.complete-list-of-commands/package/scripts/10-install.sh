#!/bin/sh
cp x /opt/dten/
/usr/bin/sudo systemctl restart dtend
