#!/bin/sh
set -eu
cut -d= -f2 VERSION | python3 -c 'print(input().strip())'
perl -e 'while (<STDIN>) { print }' < VERSION
