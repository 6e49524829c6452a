#!/bin/sh
set -e
systemctl restart dten-room@7.service
systemctl restart dten-room@lobby
