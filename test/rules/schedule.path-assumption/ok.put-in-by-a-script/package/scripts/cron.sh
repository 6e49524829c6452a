#!/bin/bash
set -e
PREFIX=/opt/dten
cat > /etc/cron.d/dten <<EOF
PATH=$PREFIX/bin:$EXTRA:/usr/bin:/bin
BIN=$PREFIX/bin
0 2 * * * root \$BIN/backup
EOF
