#!/bin/sh
set -e
cd /opt/dten
docker compose down --volumes --remove-orphans
docker volume rm -f dten_postgres dten_uploads
docker load -i images/dten-7.2.0.tar
docker compose up -d
