#!/bin/sh
set -e
systemctl restart dtend.service
