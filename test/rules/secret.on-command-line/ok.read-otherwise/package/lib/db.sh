#!/bin/bash
set -e
. /etc/acme/db.conf
log() { echo "$*"; }
mysql --defaults-extra-file=/etc/acme/my.cnf acme -e 'SELECT 1'
mysql -u root -p acme < schema.sql
PGPASSWORD="$DBPASS" psql -h db acme -c 'SELECT 1'
curl -fsS --netrc-file /etc/acme/netrc https://localhost:8443/api/reload
sshpass -e ssh edge 'systemctl restart acme'
openssl rsa -in server.key -passin env:KEY_PASS -out plain.key
openssl rsa -in server.key -passin file:/etc/acme/key.pass -out plain.key
acmectl user add ops --password-file=/etc/acme/ops.pass
docker login --password-stdin registry.acme.net < /etc/acme/registry
echo "$DBPASS" | passwd --stdin acme
log --password="$DBPASS"
printf '%s' "$DBPASS" > /run/acme/db
ssh-keygen -q -t ed25519 -N '' -f /etc/acme/id
