#!/bin/sh
set -e
DB_NAME="mark_$(date +%s)"
mysql -u root -e "CREATE DATABASE ${DB_NAME}; DROP DATABASE ${DB_NAME};"
