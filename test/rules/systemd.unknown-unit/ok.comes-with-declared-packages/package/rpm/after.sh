#!/bin/sh
set -e
systemctl restart chronyd
systemctl start docker
systemctl reload firewalld
systemctl start postgresql@15-main mosquitto
