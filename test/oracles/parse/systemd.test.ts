import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseUnit, type UnitFile } from '../../../src/core/parse/systemd';
import { missing, needs } from '../../support/programs';
import { randomSource } from '../../support/random';

const seed = Number(process.env['SEED'] ?? 20261121);

const codes = ({ faults }: UnitFile): string[] => faults.map(({ code }) => code);

describe('parseUnit beside systemd', () => {
  const folders = ['/usr/lib/systemd/system', '/usr/lib/systemd/user', '/etc/systemd/system'];

  it('reads every unit of this system without a fault', function () {
    const files = folders.flatMap((folder) => unitFilesOf(folder));
    if (files.length === 0) missing(this, 'systemd');
    for (const path of files) assert.deepEqual(codes(parseUnit(readFileSync(path, 'utf8'))), [], path);
  });

  it('finds faults where systemd-analyze does, and nowhere else', function () {
    needs(this, 'systemd-analyze');
    const folder = mkdtempSync(join(realpathSync(tmpdir()), 'units-'));
    try {
      const lines = [
        'Nice=5',
        'Nice',
        '  Nice = 5',
        '# c',
        '; c',
        '=5',
        '[Unit]',
        '[Install',
        'Environment=A=\\',
        '  B=1 \\',
        'Environment="x y"',
        '\\',
        '',
        '[Service]',
      ];
      const random = randomSource(seed);
      for (let round = 0; round < 40; round++) {
        const drawn = Array.from({ length: 1 + random.below(4) }, () => random.pick(lines));
        const text = [...random.pick([['Nice=1'], [], []]), '[Service]', 'ExecStart=/bin/true', ...drawn, ''].join('\n');
        const path = join(folder, `probe${round}.service`);
        writeFileSync(path, text);
        const told = verdictOf(path);
        assert.equal(parseUnit(text).faults.length > 0, told !== '', `seed ${seed}, round ${round}: ${JSON.stringify(text)}\n${told}`);
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  }).timeout(60_000);
});

function unitFilesOf(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(service|socket|target|timer|path|mount|slice)$/.test(entry.name))
      .map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

/** What systemd-analyze says of the file's lines; words on keys and values are not the reader's. */
function verdictOf(path: string): string {
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', path], { encoding: 'utf8' });
  return stderr
    .split('\n')
    .filter((line) => /Missing '='|Missing key name|Invalid section header|outside of section/.test(line))
    .join('\n');
}
