#!/bin/sh
sudo cp a b
