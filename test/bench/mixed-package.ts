import { randomSource, type RandomSource } from '../support/random';

/**
 * A package of `count` files as large products have them: install steps that call one another and restart services, migrations,
 * units with timers, crontabs, settings, and many small texts that nobody parses. The same on every run.
 */
export function mixedPackage(count: number): Map<string, Uint8Array> {
  const random = randomSource(7);
  const files = new Map<string, Uint8Array>([['manifest.json', Buffer.from(manifest)]]);
  for (let index = 1; index < count; index++) {
    const [, make] = kinds.find(([share]) => index % 100 < share) ?? [0, message];
    const [path, text] = make(index, random, count);
    files.set(path, Buffer.from(text));
  }
  return files;
}

const manifest = `{
  "name": "mixed", "version": "7.1.0", "reboot": "recommended",
  "dependencies": { "openssl": ">=3.0", "postgresql": ">=15 <17", "nginx": "*" },
  "database": { "engine": "postgresql" }
}
`;

type Make = (index: number, random: RandomSource, count: number) => readonly [path: string, text: string];

const folder = (index: number): string => `modules/module-${Math.floor(index / 50)}`;

/** The number of a file that was made for the same `kind` (its place within a hundred). */
const sister = (kind: number, random: RandomSource, count: number): number => random.below(Math.ceil(count / 100)) * 100 + kind;

const repeated = (times: number, line: (at: number) => string): string => Array.from({ length: times }, (_, at) => line(at)).join('\n');

const step: Make = (index, random, count) => [
  `${folder(index)}/scripts/step-${index}.sh`,
  `#!/bin/bash
set -euo pipefail
HERE="$(cd "$(dirname "$0")" && pwd)"
. "$HERE/../lib/common-${sister(0, random, count)}.sh"
UNIT=product-${index}.service
log "step ${index}"
if ! systemctl is-active --quiet "$UNIT"; then
  warn "$UNIT does not run"
fi
${repeated(20, (at) => `install -m 0644 "$HERE/../config/${at}.conf" "/opt/product/${index}/${at}.conf"`)}
psql -v ON_ERROR_STOP=1 -d product -f "$HERE/../sql/migration-${sister(10, random, count)}.sql"
sudo systemctl restart "$UNIT" product-${sister(16, random, count)}.service
bash "$HERE/step-${sister(3, random, count)}.sh" --quiet || exit 1
`,
];

const library: Make = (index) => [
  `${folder(index)}/lib/common-${index}.sh`,
  `# shellcheck shell=bash
log() { printf '%s\\n' "$*" >&2; }
warn() { log "warning: $*"; }
wait_for() {
  local left=30
  until curl -fsS "http://127.0.0.1:8080/health/${index}" >/dev/null; do
    left=$((left - 1)); [ "$left" -gt 0 ] || return 1
    sleep 1
  done
}
`,
];

const migration: Make = (index, random) => [
  `${folder(index)}/sql/migration-${index}.sql`,
  `BEGIN;
CREATE TABLE IF NOT EXISTS history_${index} (id bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT now(), note text);
ALTER TABLE orders ADD COLUMN IF NOT EXISTS note_${index} text;
${repeated(8, (at) => `INSERT INTO settings (name, value) VALUES ('feature.${index}.${at}', '${random.below(1000)}') ON CONFLICT DO NOTHING;`)}
COMMIT;
`,
];

const unit: Make = (index, random, count) => [
  `${folder(index)}/systemd/product-${index}.service`,
  `[Unit]
Description=Worker ${index}
After=network-online.target product-${sister(17, random, count)}.service
Wants=product-${sister(18, random, count)}.service

[Service]
User=product
ExecStart=/opt/product/bin/worker --config /opt/product/${index}/0.conf
Restart=on-failure

[Install]
WantedBy=multi-user.target
`,
];

const timer: Make = (index) => [
  `${folder(index)}/systemd/product-${index - 1}.timer`,
  `[Timer]
OnCalendar=daily

[Install]
WantedBy=timers.target
`,
];

const crontab: Make = (index, random, count) => [
  `${folder(index)}/cron.d/product-${index}`,
  `SOURCE=sftp://files.product.example/${index}
15 ${index % 24} * * * product /opt/product/scripts/step-${sister(3, random, count)}.sh --source "$SOURCE"
`,
];

const properties: Make = (index, random) => [
  `${folder(index)}/config/${index}.properties`,
  repeated(25, (at) => `product.module${index}.key${at} = ${random.below(10_000)}`) + '\n',
];

const yaml: Make = (index, random) => [
  `${folder(index)}/config/${index}.yaml`,
  `product:\n  module${index}:\n${repeated(15, (at) => `    key${at}: ${random.below(10_000)}  # as before`)}\n`,
];

const json: Make = (index, random) => [
  `${folder(index)}/config/${index}.json`,
  JSON.stringify(
    { module: index, keys: Array.from({ length: 15 }, (_, at) => ({ name: `key${at}`, value: random.below(10_000) })) },
    null,
    2,
  ),
];

const program: Make = (index) => [`${folder(index)}/bin/tool-${index}`, `\x7fELF${'\0'.repeat(200)}${index}`];

const message: Make = (index) => [
  `${folder(index)}/share/messages-${index}.txt`,
  repeated(10, (at) => `greeting.${index}.${at} = Hello from module ${index}`) + '\n',
];

/** Of every hundred files, those below each number that no line above takes. */
const kinds: readonly (readonly [below: number, make: Make])[] = [
  [2, library],
  [10, step],
  [16, migration],
  [22, unit],
  [23, timer],
  [24, crontab],
  [40, properties],
  [48, yaml],
  [56, json],
  [60, program],
];
