#!/bin/sh
set -eu
. "$(dirname "$0")/lib/common.sh"
id -u dten >/dev/null || sudo useradd dten
info installing
sudo cp x /opt/dten/
