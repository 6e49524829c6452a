import { randomSource, type RandomSource } from '../support/random';

/** Lines as they stand in upgrade packages; each gets a number, so that no two files are the same. */
const shell = [
  'set -euo pipefail',
  'log "step NUMBER"',
  'if [ -f "/opt/product/conf/NUMBER.conf" ]; then cp -p "/opt/product/conf/NUMBER.conf" "$BACKUP_DIR/"; fi',
  'install -m 0644 "$HERE/config/NUMBER.conf" /opt/product/conf/NUMBER.conf',
  'for host in $(cat "$HERE/hosts"); do ssh "$host" "systemctl status product-NUMBER.service" || true; done',
  'systemctl restart product-worker@NUMBER.service',
  'case "$1" in start) run NUMBER ;; stop) halt NUMBER ;; *) usage ;; esac',
  'psql -v ON_ERROR_STOP=1 -d product -f "$HERE/sql/NUMBER.sql" >> "$LOG" 2>&1',
  '# keeps the old files until step NUMBER is confirmed',
  'rm -f "/var/cache/product/NUMBER.tmp"',
];
const sql = [
  "INSERT INTO settings (name, value) VALUES ('feature.NUMBER', 'on') ON CONFLICT (name) DO NOTHING;",
  'CREATE TABLE IF NOT EXISTS history_NUMBER (id bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), note text);',
  'CREATE INDEX CONCURRENTLY IF NOT EXISTS history_NUMBER_at ON history_NUMBER (at);',
  'ALTER TABLE orders ADD COLUMN IF NOT EXISTS note_NUMBER text;',
  "UPDATE orders SET state = 'closed' WHERE id BETWEEN NUMBER AND NUMBER + 1000;",
  '-- NUMBER: see the release notes',
  'SELECT count(*) FROM orders o JOIN customers c ON c.id = o.customer WHERE o.total > NUMBER;',
];
const config = [
  'workers = NUMBER',
  'timeout.read = 30s',
  '# NUMBER',
  'cache.size.NUMBER = 128M',
  'listen = 0.0.0.0:8080',
  'log.level.NUMBER = info',
];

function text(lines: readonly string[], bytes: number, random: RandomSource): string {
  let made = '';
  while (made.length < bytes) made += `${random.pick(lines).replaceAll('NUMBER', String(random.below(100_000)))}\n`;
  return made;
}

/** Scripts, migrations and settings of `bytes` in all, the same on every run. */
export function packageFiles(bytes: number): Map<string, Uint8Array> {
  const random = randomSource(42);
  const files = new Map<string, Uint8Array>();
  for (let left = bytes, index = 0; left > 0; index++) {
    const size = Math.min(left, 2_000 + random.below(20_000));
    left -= size;
    const kinds = [
      () => files.set(`scripts/step-${index}.sh`, Buffer.from(`#!/bin/bash\n${text(shell, size, random)}`)),
      () => files.set(`sql/migration-${index}.sql`, Buffer.from(text(sql, size, random))),
      () => files.set(`config/module-${index}.conf`, Buffer.from(text(config, size, random))),
    ];
    kinds[index % kinds.length]?.();
  }
  return files;
}

/** Migrations alone, of `bytes` in all. */
export function migrationFiles(bytes: number): Map<string, Uint8Array> {
  const random = randomSource(43);
  const files = new Map<string, Uint8Array>();
  for (let left = bytes, index = 0; left > 0; index++) {
    const size = Math.min(left, 2_000 + random.below(20_000));
    left -= size;
    files.set(`migrations/${String(index).padStart(5, '0')}.sql`, Buffer.from(text(sql, size, random)));
  }
  return files;
}

/** Scripts that each load a thousand files without looking at certificates. */
export function loadingFiles(loads: number): Map<string, Uint8Array> {
  const script = (at: number) => Array.from({ length: 1000 }, (_, file) => `curl -k -O https://vendor.example/${at}/${file}\n`).join('');
  return new Map(Array.from({ length: loads / 1000 }, (_, at) => [`s${at}.sh`, Buffer.from(`#!/bin/sh\n${script(at)}`)]));
}
