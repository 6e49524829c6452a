#!/bin/sh
log=/var/log/dten/health.log
: >/var/log/dten/health.log
/opt/dten/bin/dten-health >>/var/log/dten/health.log
