#!/bin/sh
set -e
systemctl start dten-room@1.service
systemctl start dten-desk@1.service
