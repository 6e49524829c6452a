#!/bin/sh
netstat -na
chkconfig dten on
