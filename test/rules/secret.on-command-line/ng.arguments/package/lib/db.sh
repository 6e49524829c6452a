#!/bin/bash
set -e
. /etc/acme/db.conf
mysql -u"$DBUSER" -p"$DBPASS" acme -e 'SELECT 1'
curl -fsS -u "admin:$API_PASS" https://localhost:8443/api/reload
curl -fsS -H "Authorization: Bearer $TOKEN" https://localhost:8443/api/state
sshpass -p "$EDGE_PASS" ssh edge 'systemctl restart acme'
openssl rsa -in server.key -passin "pass:$KEY_PASS" -out plain.key
/opt/acme/bin/acmectl user add ops --password="$OPS_PASSWORD"
docker run -d -e DB_PASSWORD="$DBPASS" acme/app:2.4
git clone "https://deploy:$GIT_TOKEN@git.acme.net/app.git"
ssh db1 "mysqldump -uroot -p$ROOT_PASS acme" > acme.sql
