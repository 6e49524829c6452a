#!/bin/bash
set -e
tar xzf hub-5.2.0.tar.gz -C /opt/hub
cp config/hub.toml /etc/hub/hub.toml
