#!/bin/bash
set -euo pipefail

ssh localhost systemctl restart dtend
kubectl get pods -n dten
kubectl -n dten rollout status deployment/gateway
ansible-playbook -c local -i localhost, site.yml
salt-call --local state.apply dten
aws ec2 describe-instances --output text
docker build -t dten:5.2.0 .
