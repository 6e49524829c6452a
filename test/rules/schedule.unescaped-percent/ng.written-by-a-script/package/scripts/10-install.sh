#!/bin/sh
set -e
(crontab -l; echo '5 2 * * * tar czf /backup/$(date +%F).tgz /srv') | crontab -
