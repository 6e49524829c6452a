#!/bin/bash
cd /opt/dten/web
php artisan down
php artisan migrate --force
