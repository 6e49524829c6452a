#!/bin/bash
set -euo pipefail
wall "The upgrade is done"
