#!/bin/sh
set -e

mv /var/log/dten/a /var/log/dten/b
sudo systemctl reload dtend
