#!/bin/sh
sudo -v
sudo cp a b
