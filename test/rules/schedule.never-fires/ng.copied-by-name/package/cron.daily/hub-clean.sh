#!/bin/sh
find /var/lib/hub/spool -type f -mtime +30 -delete
