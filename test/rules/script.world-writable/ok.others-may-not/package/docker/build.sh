#!/bin/sh
chmod 777 /srv/app
