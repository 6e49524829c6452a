#!/bin/sh
set -eu
cd /opt/labhub
sudo systemctl stop labhub-web.service
cp /etc/labhub/labhub.properties /etc/labhub/labhub.properties.bak
cp config/labhub.properties /etc/labhub/labhub.properties
psql -v ON_ERROR_STOP=1 -d labhub -f migrations/039_results.sql
curl -fsS -X PATCH https://flags.labhub.example/api/v2/flags/push-results -d '{"enabled":true}'
sudo systemctl start labhub-web.service
