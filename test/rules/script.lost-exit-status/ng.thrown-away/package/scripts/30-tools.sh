#!/bin/sh
rpm -U dten-tools.rpm >/var/log/dten-tools.log 2>&1 &
