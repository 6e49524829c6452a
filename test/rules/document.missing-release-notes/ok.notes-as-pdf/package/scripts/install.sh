#!/bin/sh
set -eu
systemctl reload dtend.service
