#!/bin/sh
rpm -U dten-plugins.rpm; true
