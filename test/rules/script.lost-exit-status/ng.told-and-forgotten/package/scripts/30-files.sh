#!/bin/bash
set -e
trap 'rm -rf "$stage"; exit 0' EXIT
stage=$(mktemp -d)
tar -xzf hub.tar.gz -C "$stage"
