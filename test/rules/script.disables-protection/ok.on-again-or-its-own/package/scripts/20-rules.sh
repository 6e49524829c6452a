#!/bin/bash
set -e
nft flush ruleset
nft -f /etc/hub/rules.nft
