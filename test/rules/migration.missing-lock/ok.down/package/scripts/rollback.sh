#!/bin/sh
psql -c 'ALTER TABLE rooms DROP COLUMN floor'
