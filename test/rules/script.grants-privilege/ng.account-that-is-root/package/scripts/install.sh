#!/bin/sh
set -e
useradd -o -u 0 -g 0 dtenadm
useradd -r -G docker,video dten
