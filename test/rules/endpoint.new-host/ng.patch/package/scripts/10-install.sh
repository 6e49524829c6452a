#!/bin/sh
set -eu
# Rooms are told that the repair is in place.
curl --fail --data-binary @/etc/dten/site.json https://rooms.cloud.example/v1/sites
