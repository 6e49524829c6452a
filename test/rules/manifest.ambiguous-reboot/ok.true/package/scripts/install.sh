#!/bin/sh
reboot
