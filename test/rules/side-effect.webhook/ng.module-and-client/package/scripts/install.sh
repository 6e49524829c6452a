#!/bin/sh
set -e
gh api repos/dten/hub/hooks -f name=web -f config[url]=https://ci.dten.example/hook
