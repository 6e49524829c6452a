#! /bin/sh -e
echo "plain"
