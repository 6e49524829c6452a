#!/bin/bash
set -euo pipefail

SSH="ssh -o BatchMode=yes deploy@app02"

ssh app01 'systemctl stop dtend'
ssh app01 systemctl start dtend
$SSH rm -rf /opt/dten/old
ssh "$STANDBY" <<'END'
systemctl restart dtend
END
kubectl -n dten apply -f deploy/gateway.yaml
kubectl -n dten rollout restart deployment/gateway
ansible-playbook -i hosts.ini site.yml
aws ecs update-service --cluster dten --service api --force-new-deployment
