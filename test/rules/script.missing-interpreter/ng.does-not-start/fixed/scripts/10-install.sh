#!/usr/bin/env -S bash -e
echo "install"
