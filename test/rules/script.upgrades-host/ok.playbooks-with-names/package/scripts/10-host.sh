#!/bin/sh
set -e
snap refresh dten --channel=5.2/stable
