#!/bin/sh
# sudo cp a b
echo "run sudo $0"
usermod -aG sudo dten
getent group sudo
