#!/bin/bash
set -e
service lldpd start
