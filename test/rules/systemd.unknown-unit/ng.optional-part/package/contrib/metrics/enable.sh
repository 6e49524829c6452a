#!/bin/sh
systemctl enable acme-metrics
