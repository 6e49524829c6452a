#!/bin/sh
set -eu
systemctl stop dtend.service
sleep 600
systemctl start dtend.service
