#!/bin/bash
set -euo pipefail
while getopts "f:q" option; do :; done
