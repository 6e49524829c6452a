#!/bin/bash
set -e
if [ -f /etc/debian_version ]; then
  update_cmd='apt-get update'
elif [ -f /etc/redhat-release ]; then
  update_cmd='yum -y update'
fi
${update_cmd}
