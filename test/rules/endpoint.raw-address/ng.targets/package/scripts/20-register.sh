#!/bin/sh
set -e
curl -fsS https://203.0.113.17/register -o /var/lib/dten/site.json
scp /var/lib/dten/site.json deploy@198.51.100.4:/srv/sites/
nc -z 203.0.113.18 7420
COLLECTOR=203.0.113.20:4317
/opt/dten/bin/dtend --collector "$COLLECTOR"
