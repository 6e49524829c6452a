#!/bin/sh -e
sudo -u postgres psql -X -f migrations/1.sql
