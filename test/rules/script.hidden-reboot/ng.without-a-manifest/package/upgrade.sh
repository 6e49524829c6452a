#!/bin/bash
tar xzf hub.tar.gz -C /opt
read -r -p "Reboot now? [y/N] " answer
if [ "$answer" = y ]; then
    reboot
fi
echo b > /proc/sysrq-trigger
