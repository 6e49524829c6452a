#!/bin/sh
adduser --system --group --disabled-password gauge
