#!/bin/sh
psql hub -f sql/5.2.0.sql
