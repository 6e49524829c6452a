#!/bin/sh
set -e
systemctl stop dten-agent || :
