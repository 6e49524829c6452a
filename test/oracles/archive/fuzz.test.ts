import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import JSZip from 'jszip';
import type { AnomalyCode } from '../../../src/core/archive/anomaly';
import { ArchiveError } from '../../../src/core/archive/archive-error';
import { archiveSource } from '../../../src/core/archive/archive-source';
import { defaultLimits } from '../../../src/core/package/limits';
import { oddArchive, type OddArchive } from '../../support/odd-archive';
import { randomSource } from '../../support/random';
import { mutated, seeds } from '../../support/mutations';
import { openBytes } from '../../support/archives';
import { run } from '../../support/programs';

const seed = Number(process.env['FUZZ_SEED'] ?? 20_261_121);
/** A long run has 20,000 and more. */
const rounds = Number(process.env['FUZZ_RUNS'] ?? 1_500);
/** Of opening, looking through and reading one archive; milliseconds. */
const tooLong = 1_000;
/** Archives that Python reads in one process. */
const batch = 500;

/** Oddities that say nothing about which content a file has. */
const aside: readonly AnomalyCode[] = ['dangerous-mode', 'colliding-name', 'unportable-name', 'deceptive-name', 'budget-exceeded'];

/** SHA-256 of every file by its recorded name; `undefined` where it cannot be read. */
type Contents = ReadonlyMap<string, string | undefined>;

const digest = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

interface Ours {
  readonly contents: Contents;
  /** Whether nothing is said that could explain another content. */
  readonly silent: boolean;
}

function onlyArchiveErrors(error: unknown): undefined {
  assert.ok(error instanceof ArchiveError, String(error));
}

async function ours(bytes: Buffer): Promise<Ours | undefined> {
  const archive = await openBytes(bytes, { entry: 16 * 2 ** 20 }).catch(onlyArchiveErrors);
  if (!archive) return undefined;
  const { anomalies } = (await archiveSource('x', archive).inspect?.(defaultLimits, () => undefined)) ?? { anomalies: [] };
  const contents = new Map<string, string | undefined>();
  for (const index of archive.byPath.values()) {
    const entry = archive.entries.at(index);
    const content = await archive.readEntry(entry).catch(onlyArchiveErrors);
    contents.set(entry.name, content && digest(content));
  }
  return { contents, silent: anomalies.every(({ code }) => aside.includes(code)) };
}

async function jszip(bytes: Buffer): Promise<Contents | undefined> {
  const archive = await JSZip.loadAsync(bytes, { checkCRC32: true }).catch(() => undefined);
  if (!archive) return undefined;
  const contents = new Map<string, string | undefined>();
  for (const [name, file] of Object.entries(archive.files)) {
    if (file.dir) continue;
    const content = await file.async('nodebuffer').catch(() => undefined);
    contents.set(file.unsafeOriginalName ?? name, content && digest(content));
  }
  return contents;
}

/** Reads length and archive, again and again; writes a line of JSON for each. */
const script = `
import hashlib, io, json, struct, sys, zipfile, zlib
data = sys.stdin.buffer
def content(archive, info):
    try:
        return hashlib.sha256(archive.read(info)).hexdigest()
    except Exception:
        return None
while head := data.read(4):
    try:
        with zipfile.ZipFile(io.BytesIO(data.read(struct.unpack('<I', head)[0]))) as archive:
            print(json.dumps([[info.orig_filename, content(archive, info)] for info in archive.infolist()]))
    except Exception:
        print('null')
`;
import { cpuTime } from '../../support/cpu-time';

function python(test: Mocha.Context, archives: readonly Buffer[]): (Contents | undefined)[] {
  const input = Buffer.concat(archives.flatMap((bytes) => [lengthOf(bytes), bytes]));
  const { stdout } = run(test, '.', ['python3', '-c', script], input);
  const lines = stdout.toString().trimEnd().split('\n');
  assert.equal(lines.length, archives.length);
  return lines.map((line) => {
    const rows = JSON.parse(line) as [string, string | null][] | null;
    return rows ? new Map(rows.filter(([name]) => !name.endsWith('/')).map(([name, sha]) => [name, sha ?? undefined])) : undefined;
  });
}

function lengthOf(bytes: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return length;
}

const empty = digest(Buffer.alloc(0));

/** Without a word of ours, another program must have the same files with the same content, as far as it can read them. */
function compare(mine: Ours | undefined, theirs: Contents | undefined, where: string): boolean {
  if (!mine?.silent || !theirs) return false;
  for (const [name, content] of theirs) {
    if (content === undefined || content === empty) continue;
    assert.equal(mine.contents.get(name), content, `${where}: ${JSON.stringify(name)}`);
  }
  return true;
}

/** The archives of the rules' cases, which have an oddity to begin with, and plain ones. */
async function originals(): Promise<Buffer[]> {
  const root = join(__dirname, '../../rules');
  const recipes = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.startsWith('archive.') && path.endsWith('archive.json') && existsSync(join(root, path)))
    .sort()
    .map((path) => oddArchive(JSON.parse(readFileSync(join(root, path), 'utf8')) as OddArchive));
  return [...(await seeds()), ...recipes.filter(({ length }) => length < 10_000)];
}

describe(`damaged archives beside other readers (seed ${seed})`, () => {
  it(`${rounds} of them: in time, and never other content without an anomaly`, async function () {
    const whole = await originals();
    const counts = { opened: 0, silent: 0, jszip: 0, python: 0 };
    for (let first = 0; first < rounds; first += batch) {
      const numbers = Array.from({ length: Math.min(batch, rounds - first) }, (_, index) => first + index);
      const archives = numbers.map((round) => mutated(whole[round % whole.length]!, randomSource(seed + round)));
      const fromPython = python(this, archives);
      for (const [index, bytes] of archives.entries()) {
        const where = `round ${first + index}, seed ${seed}`;
        const started = cpuTime();
        const mine = await ours(bytes);
        assert.ok(cpuTime() - started < tooLong, `${where} takes too long`);
        counts.opened += Number(mine !== undefined);
        counts.silent += Number(mine?.silent ?? false);
        counts.jszip += Number(compare(mine, await jszip(bytes), `${where}, JSZip`));
        counts.python += Number(compare(mine, fromPython[index], `${where}, Python`));
      }
    }
    for (const [what, count] of Object.entries(counts)) assert.ok(count > rounds / 100, `only ${count} times ${what}`);
  }).timeout(60_000 + rounds * 60);
});
