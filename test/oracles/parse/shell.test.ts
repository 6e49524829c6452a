import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, lstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { parseShell } from '../../../src/core/parse/shell';
import { filesBelow, packageFolder } from '../../../scripts/sample/files';
import { needs } from '../../support/programs';
import { randomSource } from '../../support/random';

const seed = Number(process.env['SEED'] ?? 20261121);

describe('parseShell beside bash', () => {
  before(function () {
    needs(this, 'bash');
  });

  it('has no fault in scripts that bash accepts, and faults where bash has them', () => {
    const samples = filesBelow(packageFolder)
      .filter((name) => name.endsWith('.sh'))
      .map((name) => join(packageFolder, name));
    const scripts = [...samples, ...scriptsIn('/usr/bin'), ...scriptsIn('/usr/sbin'), ...scriptsIn('/var/lib/dpkg/info')].slice(0, 400);
    assert.ok(scripts.length >= samples.length && samples.length > 0);
    for (const path of scripts) {
      const text = readFileSync(path, 'utf8');
      const { faults } = parseShell(text);
      // bash itself is only asked where we would complain, or for the sample's scripts.
      if (faults.length > 0 || samples.includes(path))
        assert.equal(faults.length === 0, isValid(text), `${path}: ${JSON.stringify(faults)}`);
    }
  }).timeout(60_000);

  it(`complains of nothing that bash accepts, drawn at random (seed ${seed})`, () => {
    const random = randomSource(seed);
    const statements = [
      'a b "c $d"',
      'x=1 y',
      'if a; then b; fi',
      'for i in 1 2; do a $i; done',
      'while a; do b; done',
      'case $x in a|b) c;; *) d;; esac',
      'f() { a; }',
      'a <<E\nx $(b) y\nE',
      "a <<'E'\n`\"\nE",
      'a=$(b `c`) d',
      '[[ -n $a && $b =~ ^x ]]',
      '(( a++ ))',
      'a=(1 2 $b)',
      '! a | b',
      'a > b 2>&1 < c',
      '{ a; b; }',
      '(a; b)',
      '# comment "',
      "a 'b\nc'",
      'a \\\n b',
      'echo "${x:-"y z"}" ${#x} ${x%%/*}',
      'fi',
      'a "b',
      'a )',
      'done',
      '',
    ];
    let accepted = 0;
    for (let round = 0; round < 60; round++) {
      const text =
        Array.from({ length: 1 + random.below(5) }, () => random.pick(random.below(4) === 0 ? statements : statements.slice(0, 21))).join(
          '\n',
        ) + '\n';
      if (!isValid(text)) continue;
      accepted++;
      assert.deepEqual(parseShell(text).faults, [], JSON.stringify(text));
    }
    assert.ok(accepted > 20, `${accepted} accepted`);
  }).timeout(60_000);
});

const isValid = (text: string): boolean => spawnSync('bash', ['-n'], { input: text }).status === 0;

function scriptsIn(folder: string): string[] {
  let entries: string[];
  try {
    entries = readdirSync(folder);
  } catch {
    return [];
  }
  return entries
    .sort()
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile() && /^#! ?\/bin\/(ba)?sh\b/.test(headOf(path)));
}

function headOf(path: string): string {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(16);
    return head.toString('latin1', 0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}
