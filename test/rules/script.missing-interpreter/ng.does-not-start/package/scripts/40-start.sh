#!bin/bash
echo "start"
