#!/bin/sh
if [ "$1" = "0" ] || [ "$1" = "remove" ]; then
  systemctl disable --now acmed.service
fi
