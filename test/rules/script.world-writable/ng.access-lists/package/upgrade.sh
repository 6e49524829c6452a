#!/bin/bash
set -euo pipefail
setfacl -m o::rwx /opt/dten/spool
setfacl -R --modify default:other::rw /opt/dten/in
