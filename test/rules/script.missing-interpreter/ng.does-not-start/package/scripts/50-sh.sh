#!/bin/ash
echo "posix"
