#!/usr/bin/env bash -e
echo "install"
