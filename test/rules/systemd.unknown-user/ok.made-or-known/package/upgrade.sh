#!/bin/sh
set -e
getent passwd dten-import >/dev/null || useradd --system --no-create-home dten-import
