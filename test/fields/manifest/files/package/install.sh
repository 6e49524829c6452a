#!/bin/sh
set -eu
sudo systemctl restart relayd.service
