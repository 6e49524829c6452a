#!/bin/sh
set -eu
install -D -m 0640 config/dten.yaml.dist /etc/dten/dten.yaml
cp config/dten.env.example /etc/dten/dten.env
cp config/hub-sample.yaml /etc/dten/hub.yaml
