#!/bin/bash
set -e
aria2c --checksum=sha-256=9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 -o hub.run https://downloads.hub.example/5.2/hub.run
sh hub.run --quiet
