#!/bin/sh
exec >>/var/log/dten/health.log 2>&1
/opt/dten/bin/dten-health
