#!/bin/sh
set -e
iptables-save > /etc/iptables.rules
chkconfig iptables off
