#!/bin/bash
set -e
mysql shop < db/001.sql || true
cat db/001.sql | mysql shop || true
sqlite3 /var/lib/shop/shop.db ".read db/001.sql" || :
flyway -url="$DB_URL" migrate || true
bundle exec rails db:migrate || true
php artisan migrate --force || true
docker compose exec -T app python3 manage.py migrate || true
npm run migrate:up || exit 0
systemctl restart shop.service
