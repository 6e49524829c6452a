#!/bin/bash
/etc/init.d/openvpn-rw restart
