#!/bin/bash
set -e
. ./helpers.sh
mkdir -p /srv/dten
cond_redirect chmod ugo+w /srv/dten
