#!/bin/sh
set -e
ln -sf dtend /opt/dten/bin/made-later
