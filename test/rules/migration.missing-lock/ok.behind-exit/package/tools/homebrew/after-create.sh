#!/bin/sh
psql -c 'ALTER TABLE numbers OWNER TO "app";' app
