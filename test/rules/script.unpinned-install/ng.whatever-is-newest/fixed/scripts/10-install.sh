#!/bin/bash
set -e
export DEBIAN_FRONTEND=noninteractive
apt-get update
apt-get install -y redis-server=5:7.0.15-1~deb12u3 ffmpeg
pip3 install --upgrade gunicorn requests==2.32.3
npm install -g pm2
