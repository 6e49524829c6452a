#!/bin/sh
systemctl stop dtend.service
