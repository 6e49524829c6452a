#!/bin/sh
rm -rf /opt/acme/old
