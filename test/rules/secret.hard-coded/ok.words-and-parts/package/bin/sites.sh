#!/bin/sh
echo "CREATE TABLE sites (
  id INTEGER PRIMARY KEY,
  db_user VARCHAR,
  db_password VARCHAR,
  api_token varchar(64),
  php_version VARCHAR
);" | sqlite3 /var/lib/sites/sites.db
