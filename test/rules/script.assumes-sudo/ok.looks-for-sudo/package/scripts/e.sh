#!/bin/sh
sudo() { "$@"; }
sudo cp a b
