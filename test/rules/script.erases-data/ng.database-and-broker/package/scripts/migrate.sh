#!/bin/bash
set -euo pipefail
sudo -u postgres dropdb --if-exists dten_reports
mongosh dten --quiet --eval 'db.sessions.drop(); db.events.deleteMany({})'
rabbitmqctl purge_queue dten.jobs
redis-cli -h cache FLUSHALL
kubectl -n dten delete pvc data-dten-0
