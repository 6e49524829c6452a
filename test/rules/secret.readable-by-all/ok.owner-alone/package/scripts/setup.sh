#!/bin/bash
set -e
. /etc/acme/db.conf
umask 077
cat > /var/lib/acme/init.sql <<END
CREATE USER acme WITH PASSWORD '$DBPASS';
END
chmod 0600 /var/lib/acme/init.sql
install -o root -m 0640 -g acme ssl/server.key /etc/acme/ssl/server.key
install -m 0644 ssl/server.crt /etc/acme/ssl/server.crt
install -m 0644 keys/acme.key /usr/share/keyrings/acme.key
echo "host=$DBHOST" > /etc/acme/client.conf
chmod 0644 /etc/acme/client.conf
