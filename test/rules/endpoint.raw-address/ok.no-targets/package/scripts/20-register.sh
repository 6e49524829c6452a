#!/bin/sh
# 203.0.113.17 was the old collector.
set -e
VERSION=4.17.21.3
curl -fsS http://127.0.0.1:8420/version
ping -c 1 10.20.0.4
echo "the firewall must let 203.0.113.17 in"
iptables -A INPUT -s 203.0.113.0/24 -j ACCEPT
tar xzf /opt/dten/agent-5.2.0.1.tar.gz -C /opt/dten
