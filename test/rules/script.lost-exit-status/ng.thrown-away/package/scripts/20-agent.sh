#!/bin/sh
dpkg -i dten-agent.deb
echo "agent installed"
exit 0
