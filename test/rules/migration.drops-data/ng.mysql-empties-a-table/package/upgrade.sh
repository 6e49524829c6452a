#!/bin/bash
set -euo pipefail
mysql dten < migrations/1.sql
