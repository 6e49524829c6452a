#!/bin/bash
set -euo pipefail

TAG=16.3
docker rm -f dten-db
docker run -d --name dten-db -v dten-db:/var/lib/postgresql/data "postgres:${TAG}-alpine"
kubectl set image statefulset/db db=postgres:16
