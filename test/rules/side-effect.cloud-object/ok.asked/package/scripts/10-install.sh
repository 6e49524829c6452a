#!/bin/bash
set -euo pipefail
kubectl get nodes
aws s3 ls s3://rooms-releases
