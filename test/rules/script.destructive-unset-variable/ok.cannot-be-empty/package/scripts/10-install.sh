#!/bin/bash
set -eu
PREFIX=/opt/hub
WORK=$(mktemp -d)
KEEP=$(cat /etc/hub/keep)
rm -rf "$PREFIX/old" "$WORK"/*
rm -rf "$KEEP/tmp" "$UNSET_ENDS_IT/var"
rm -rf "$WORK"
