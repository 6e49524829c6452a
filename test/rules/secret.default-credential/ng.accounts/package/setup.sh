#!/bin/sh
set -e
keytool -genkeypair -alias app -keystore /etc/acme/app.jks -storepass changeit -dname CN=app
mysql -u root -p123456 acme < schema.sql
