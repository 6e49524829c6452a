#!/bin/bash
set -e
dpkg -i dten-5.2.0.deb || true
apt-get -f install -y
# The fonts are optional.
tar xzf dten-fonts.tgz -C /opt/dten || true
