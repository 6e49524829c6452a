#!/bin/sh
rm -f /var/lib/dten/tmp/*
