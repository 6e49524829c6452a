#!/bin/sh
set -e
systemctl unmask ntpd
systemctl restart ntpd
systemctl start firewalld || true
systemctl try-restart firewalld
systemctl start dtend
