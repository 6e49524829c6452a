#!/bin/sh
set -eu
systemctl kill -s HUP nginx.service
systemctl kill --signal=SIGKILL nginx.service
