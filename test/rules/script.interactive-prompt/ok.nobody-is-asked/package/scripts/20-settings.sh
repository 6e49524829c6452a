#!/bin/bash
ASSUME_YES=0
[ "$1" = --yes ] && ASSUME_YES=1
if [ "$ASSUME_YES" -eq 0 ]; then
    read -r -p "Go on? " answer
fi
if [ -t 0 ]; then
    read -r -p "Name of the site: " SITE
fi
