#!/bin/bash
rpm -U dten-agent.rpm || true
rpm -q dten-agent || exit 1
rpm -U dten-tools.rpm &
wait $!
exit 0
