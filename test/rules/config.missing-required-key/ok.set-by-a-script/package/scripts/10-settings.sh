#!/bin/bash
set -euo pipefail
crudini --set /etc/dten/dten.conf hybrid enable true
