#!/bin/sh
systemctl disable --now hub-old.service
reboot
