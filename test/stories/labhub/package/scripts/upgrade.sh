#!/bin/sh
set -eu
cd /opt/labhub
sudo systemctl stop labhub-web.service
cp /etc/labhub/labhub.properties /etc/labhub/labhub.properties.bak
cp config/labhub.properties /etc/labhub/labhub.properties
install -m 0755 bin/labhubd /opt/labhub/sbin/labhubd
crontab -u labhub deploy/labhub.crontab
# Analysers finish what they have begun.
sleep 600
psql -v ON_ERROR_STOP=1 -d labhub -f migrations/039_results.sql
curl -fsS -X PATCH https://flags.labhub.example/api/v2/flags/push-results -d '{"enabled":true}'
curl -fsS --json '{"callback":"https://labhub.clinic.example/incoming"}' https://partners.labhub.example/v1/webhooks
sudo systemctl start labhub-web.service
