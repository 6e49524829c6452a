#!/bin/sh
set -e
usermod -aG wheel root
