#!/bin/sh
apt-get install -y build-essential
