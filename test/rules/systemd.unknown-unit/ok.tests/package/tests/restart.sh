#!/bin/sh
systemctl restart nobody-has-it
