#!/bin/sh -e

# Without sudo, nothing below can work.
if ! command -v sudo >/dev/null 2>&1; then
    echo "${0##*/}: sudo is not installed, nothing was changed" >&2
    exit 1
fi

sudo -u postgres psql -X -f migrations/1.sql
