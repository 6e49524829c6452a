#!/bin/sh
echo "posix"
