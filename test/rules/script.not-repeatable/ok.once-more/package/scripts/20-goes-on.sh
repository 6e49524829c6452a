#!/bin/sh
useradd dten
mkdir /opt/dten/spool
