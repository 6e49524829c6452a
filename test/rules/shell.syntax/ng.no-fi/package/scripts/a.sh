#!/bin/sh
set -e
if [ -f x ]; then
    rm x
done
