#!/bin/sh
set -e
gpg --batch --pinentry-mode loopback --passphrase "$SIGN_PASS" -b --armor grid.tar.xz
