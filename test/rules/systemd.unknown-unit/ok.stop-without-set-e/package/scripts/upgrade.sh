#!/bin/sh
systemctl stop dten-watchdog.service
systemctl disable dten-watchdog.service
