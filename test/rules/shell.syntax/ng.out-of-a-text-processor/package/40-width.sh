#!/bin/bash
mkdir -p /opt/dten​/lib
