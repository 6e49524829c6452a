#!/bin/bash
type {jq,sudo} || { echo "jq and sudo are needed" >&2; exit 127; }
for bin in openssl nmap; do
  command -v "$bin" > /dev/null || exit 1
done
jq -r .mode config/dten.json
openssl rand -hex 16
