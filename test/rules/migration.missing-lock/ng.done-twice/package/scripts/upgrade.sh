#!/bin/bash
set -e
psql -v ON_ERROR_STOP=1 -d product -c "DROP TRIGGER IF EXISTS update_password ON accounts"
