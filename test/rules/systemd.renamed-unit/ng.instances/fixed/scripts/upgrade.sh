#!/bin/sh
set -e
systemctl restart dtend-room@7.service
systemctl restart dtend-room@lobby
