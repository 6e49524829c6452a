#!/bin/bash
set -e
. /etc/acme/db.conf
cat > /var/lib/acme/init.sql <<END
CREATE USER acme WITH PASSWORD '$DBPASS';
END
chmod 0600 /var/lib/acme/init.sql
su - postgres -c 'psql -f /var/lib/acme/init.sql'
install -o root -m 0600 ssl/server.key /etc/acme/ssl/server.key
echo "password=$DBPASS" > /etc/acme/client.conf
chmod 0600 /etc/acme/client.conf
