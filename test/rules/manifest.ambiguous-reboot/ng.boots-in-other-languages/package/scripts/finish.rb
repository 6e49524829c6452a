#!/usr/bin/env ruby
system("systemctl reboot")
