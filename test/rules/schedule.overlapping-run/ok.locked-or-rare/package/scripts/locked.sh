#!/bin/sh
exec 9>/run/dten.lck
flock -n 9 || exit 0
/opt/dten/bin/dtend import
