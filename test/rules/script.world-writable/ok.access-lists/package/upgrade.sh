#!/bin/bash
set -euo pipefail
setfacl -m u:dten:rwx,o::r-x /opt/dten/spool
setfacl -x u:guest /opt/dten/in
