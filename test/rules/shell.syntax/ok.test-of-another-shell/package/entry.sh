#!/bin/sh
if [ -f /var/www/auto.php ] &&
   [[ ! -d /var/www/vendor || \( -d /var/www/vendor &&  -z "$(ls -A /var/www/vendor)" \) ]]  &&
   [ "$FORCE" != "yes" ]; then
    cd /var/www
fi
