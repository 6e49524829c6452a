#!/bin/bash
while read -r host; do echo "$host"; done
