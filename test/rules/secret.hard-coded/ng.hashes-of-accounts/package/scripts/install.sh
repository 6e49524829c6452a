#!/bin/sh
set -eu
id dten >/dev/null 2>&1 || useradd -m -p '$5$q9Zr0uYb$3vO1mHk2bK7wYtq5cW8pLx4nRz6sE0fGjUaVdTi9Bo1' dten
echo 'operator:$y$j9T$Zt8xYw2uKb1QeP0mLs$5fRj7hGq0dVt3nXw9aCz2bUo8yMk1iEs6pTg4lJc0rB' | chpasswd -e
printf '%s\n' 'admin:$apr1$kP4xVz2q$8uJm1oRt5yWc3bNe7sLf0.' >/etc/nginx/dten.htpasswd
printf '%s\n' 'guest:*' >/etc/nginx/guest.htpasswd
