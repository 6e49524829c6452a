#!/bin/sh
set -e
. /etc/os-release
if [ "$ID" = ubuntu ]; then
    apt-get install -y "./dten_5.2.0_$1.deb"
elif [ "$ID" = rhel ] || [ "$ID" = rocky ]; then
    dnf install -y "./dten-5.2.0.$1.rpm"
else
    echo "unsupported system: $PRETTY_NAME"
    exit 3
fi
