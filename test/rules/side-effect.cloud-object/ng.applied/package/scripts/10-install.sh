#!/bin/bash
set -euo pipefail
kubectl apply -f k8s/crd.yaml
kubectl apply -f k8s/rooms.yaml
