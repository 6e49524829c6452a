#!/bin/bash
set -euo pipefail
mysql acme < sql/0042_rooms.sql
