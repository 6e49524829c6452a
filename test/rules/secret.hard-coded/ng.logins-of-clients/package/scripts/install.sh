#!/bin/sh
set -eu
umask 077
cat >/root/.pgpass <<'EOF'
db01:5432:dten:dten:Uj7mIk5oLp
EOF
cat >/root/.netrc <<EOF
machine repo.dten.example login dten password Qa1zWs8xEd
EOF
chpasswd <<EOF
dten:Tg5bYh6nUj
operator:$OPERATOR_PASSWORD
EOF
chpasswd <<<'guest:Ok9lPm0iJn'
printf 'Cd3vFr4bGt\nCd3vFr4bGt\n' | passwd dten
