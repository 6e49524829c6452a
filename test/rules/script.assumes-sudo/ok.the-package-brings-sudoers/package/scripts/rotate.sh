#!/bin/sh
sudo systemctl reload dtend
