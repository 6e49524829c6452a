#!/bin/sh
test "$USER" = root || exit
sudo cp a b
