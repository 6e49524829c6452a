#!/bin/sh
echo installed >>/var/log/dten/install.log
