#!/bin/sh
ipmitool power cycle
reboot
