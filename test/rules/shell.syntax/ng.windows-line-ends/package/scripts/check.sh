#!/bin/bash
set -e
if [ -d /opt/dten ]; then
  echo present
fi
