#!/bin/sh -e
cp a /opt/hub/a
cp b /opt/hub/b
