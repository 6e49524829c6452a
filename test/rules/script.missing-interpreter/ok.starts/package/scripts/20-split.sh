#!/usr/bin/env -S bash -e
echo "split"
