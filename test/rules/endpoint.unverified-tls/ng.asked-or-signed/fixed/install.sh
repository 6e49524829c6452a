#!/bin/sh
set -e
apt-get -o Acquire::https::Verify-Peer=true update
