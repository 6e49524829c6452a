#!/bin/zsh
for f (*.txt) { echo $f }
