#!/bin/bash
set -euo pipefail
go install github.com/dten/migrate/cmd/migrate@latest
helm upgrade --install hub dten/hub -n hub -f values.yaml
helm upgrade --install gateway oci://registry.dten.example/charts/gateway
npm i -g @dten/cli@^4
npx --yes @dten/doctor@latest check
pip install "dten-agent>=2"
pip3 install git+https://github.com/dten/agent.git@main
terraform init -upgrade
kubectl apply -f https://raw.githubusercontent.com/dten/hub/master/deploy/crds.yaml
kubectl apply -k github.com/dten/hub/config/default
kubectl set image deploy/web web=dten/web:latest
curl -fsSLo /usr/local/bin/dtenctl https://github.com/dten/ctl/releases/latest/download/dtenctl-linux-amd64
dotnet tool update -g dten.tool
ansible-galaxy collection install dten.hub
composer global require dten/tool
cpanm Dten::Agent
core=$(podman create ghcr.io/dten/core:hub-stable)
podman export "$core" | tar -C / -xf -
