#!/bin/bash
set -e
. ./helpers.sh
mkdir -p /srv/dten
cond_redirect chmod ug+w /srv/dten
