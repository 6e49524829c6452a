#!/bin/bash
systemctl stop monit.service
systemctl stop dten-sync.timer
systemctl disable --now dten-old.service
rsync -a bin/ /opt/dten/bin/
