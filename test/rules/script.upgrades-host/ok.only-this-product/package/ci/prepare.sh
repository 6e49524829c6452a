#!/bin/sh
apt-get upgrade -y
