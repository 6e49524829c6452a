#!/bin/bash
set -e
apt_get=$(locate_cmd apt-get)
$apt_get install -y sensord-tools
systemctl enable sensord-tools
