#!/bin/sh
set -e

if command -v dnf >/dev/null; then
    dnf upgrade -y --repo dten
else
    yum makecache --disablerepo=* --enablerepo=dten*
    yum update -y --disablerepo='*' --enablerepo='dten*'
fi
