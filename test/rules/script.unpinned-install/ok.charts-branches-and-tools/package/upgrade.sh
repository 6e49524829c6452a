#!/bin/bash
set -euo pipefail
go install github.com/dten/migrate/cmd/migrate@v1.2.3
go install ./cmd/migrate
helm upgrade --install hub dten/hub --version 5.2.0 -n hub
helm upgrade --install hub ./charts/hub
helm upgrade hub hub-5.2.0.tgz
helm upgrade gateway oci://registry.dten.example/charts/gateway:5.2.0
npm i -g @dten/cli@4.2.1
npm install --omit=dev
npx --no-install dten-doctor check
pip3 install git+https://github.com/dten/agent.git@v2.1.3
pip install --no-index --find-links wheels dten-agent
python3 -m pip install --no-index --find-links wheels dten-agent
terraform init
kubectl apply -f https://raw.githubusercontent.com/dten/hub/v5.2.0/deploy/crds.yaml
kubectl apply -k "github.com/dten/hub/config/default?ref=v5.2.0"
kubectl set image deploy/web web=dten/web:5.2.0
curl -fsS https://status.dten.example/latest/health
dotnet tool install -g dten.tool --version 1.2.3
ansible-galaxy collection install dten.hub:==1.2.3
composer global require dten/tool:1.2.3
if [ -n "$ACME_BUNDLE" ]; then base=$ACME_BUNDLE; else base=/opt/acme; fi
docker run --rm -v $base/input:/input --privileged acme/prepare:v2.1 prepare
podman create registry.dten.example/core:8.2-stable-3
