#!/bin/sh
set -e
systemctl stop dtend
systemctl restart ntpd
systemctl enable --now firewalld.service
systemctl start dtend
