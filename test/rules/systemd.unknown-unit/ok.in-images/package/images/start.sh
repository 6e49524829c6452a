#!/bin/bash
set -e
service quagga start
