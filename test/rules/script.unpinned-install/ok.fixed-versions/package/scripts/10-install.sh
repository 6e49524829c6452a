#!/bin/bash
set -e
VERSION=5.2.0
apt-get install -y ./packages/hub_5.2.0_amd64.deb redis-server=5:7.0.15-1~deb12u3
apt-get install -y "hub-media=$VERSION"
dpkg -i packages/*.deb
dnf install -y hub-5.2.0
yum -y install "$EXTRA"
apt-get install -y --no-upgrade curl
pip install -r requirements.txt
pip install gunicorn==22.0.0 ./wheels/hub-5.2.0-py3-none-any.whl
pip install .
npm ci
docker pull redis:7.2.5
docker pull registry.hub.example/media@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
docker exec hub-web apt-get install -y vim
