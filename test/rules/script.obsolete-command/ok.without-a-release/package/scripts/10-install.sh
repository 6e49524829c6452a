#!/bin/sh
apt-key add hub.gpg
