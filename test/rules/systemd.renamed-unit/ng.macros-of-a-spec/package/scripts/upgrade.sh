#!/bin/sh
rpm -U dten-agent-5.2.0-1.rpm
