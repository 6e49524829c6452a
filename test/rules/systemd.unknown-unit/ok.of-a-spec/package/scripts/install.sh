#!/bin/sh
set -e
service analytics-driver restart
snap install feeds
systemctl restart snap.feeds.feedd.service
