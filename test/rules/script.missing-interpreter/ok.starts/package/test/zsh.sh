#!/bin/zsh
echo "test"
