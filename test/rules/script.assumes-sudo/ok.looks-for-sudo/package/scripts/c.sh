#!/bin/sh
need_command() { for n in "$@"; do command -v "$n" >/dev/null || exit 1; done; }
need_command psql sudo
sudo cp a b
