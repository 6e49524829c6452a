#!/bin/bash
set -e
venv=/usr/local/lib/grid/env
hide_output() { "$@" >/dev/null; }
hide_output "$venv/bin/pip" install --upgrade flask gunicorn
