#!/bin/bash
set -e
. /etc/acme/db.conf
cat > /var/lib/acme/init.sql <<END
CREATE USER acme WITH PASSWORD '$DBPASS';
END
chmod 0777 /var/lib/acme/init.sql
su - postgres -c 'psql -f /var/lib/acme/init.sql'
install -o root -m 0644 ssl/server.key /etc/acme/ssl/server.key
echo "password=$DBPASS" > /etc/acme/client.conf
chmod a+r /etc/acme/client.conf
