/**
 * How fast and how small the program is, beside others that open archives: `npm run bench [-- --runs N --json FILE]`.
 * Every figure is the median of fresh processes. Prints tables, and at the end which targets are met.
 */
import { execFileSync } from 'node:child_process';
import { closeSync, fsyncSync, openSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type BuildOptions } from 'esbuild';
import { manyFiles, twoVersions, writeArchive, writeHugeArchive, writeSolidArchive } from '../test/bench/archives';
import { mixedPackage } from '../test/bench/mixed-package';
import {
  installSquawk,
  measuredVersions,
  ownLockFigures,
  squawkLockFigures,
  squawkVersion,
  type LockFigures,
} from '../test/bench/lock-figures';
import { migrationFiles, packageFiles, loadingFiles } from '../test/bench/package-files';
import { searchTimes } from '../test/bench/search-figures';
import { bundles, root } from './bundles.mjs';
import { entryOf } from '../src/core/text/groups';

const option = (name: string) => (process.argv.includes(name) ? process.argv[process.argv.indexOf(name) + 1] : undefined);
const runs = Number(option('--runs') ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'upgrade-review-bench-'));
const at = (name: string) => join(folder, name);
const peers = ['JSZip', 'zip.js', 'yauzl'];
const mega = 1_000_000;

interface Opening {
  readonly open: number;
  readonly visited: number;
  readonly kept: number;
  readonly rss: number;
  readonly failed?: string;
}

/** Milliseconds and bytes. */
type Figures = Record<string, number>;

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

function child(name: string, ...args: readonly string[]): unknown {
  const out = execFileSync(process.execPath, ['--expose-gc', '--no-warnings', at(`${name}.js`), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(out);
}

const mediansOf = (results: readonly Figures[]): Figures =>
  Object.fromEntries(Object.keys(results[0] ?? {}).map((key) => [key, median(results.map((result) => result[key] ?? NaN))]));

async function buildChildren(): Promise<void> {
  const names = [
    'open-child',
    'review-child',
    'thread-child',
    'edit-child',
    'export-child',
    'activate-child',
    'compare-child',
    'search-child',
    'inventory-child',
  ];
  await build({
    absWorkingDir: root,
    entryPoints: names.map((name) => `test/bench/${name}.ts`),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    mainFields: ['module', 'main'],
    logLevel: 'error',
  });
  const { extension, engine, 'search worker': searchWorker } = bundles({ dev: false });
  for (const bundle of [extension, engine, searchWorker])
    await build({ ...bundle, outfile: at(bundle.outfile.slice('dist/'.length)) } as BuildOptions);
  copyFileSync(join(root, 'node_modules/libpg-query/wasm/libpg-query.wasm'), at('libpg-query.wasm'));
}

/** Readers take turns, so that a busy moment of the machine does not hit one alone. */
function openings(path: string): Map<string, Opening | string> {
  const results = new Map<string, Opening[]>();
  for (let run = 0; run < runs; run++) {
    for (const name of ['ours', ...peers]) {
      if (results.get(name)?.[0]?.failed !== undefined) continue;
      entryOf(results, name, () => []).push(child('open-child', name, path) as Opening);
    }
  }
  return new Map(
    [...results].map(([name, all]) => [name, all[0]?.failed ?? (mediansOf(all as unknown as Figures[]) as unknown as Opening)]),
  );
}

const number = (value: number, digits = 1) => value.toFixed(digits);

function showOpenings(title: string, results: ReadonlyMap<string, Opening | string>): void {
  const ours = results.get('ours');
  console.log(`\n${title}`);
  console.log('  reader   open ms  + every entry    kept MB   rss MB   time ratio  with entries  memory ratio');
  for (const [name, result] of results) {
    if (typeof result === 'string') {
      console.log(`  ${name.padEnd(7)}  cannot open it: ${result.replaceAll(/\s+/g, ' ').slice(0, 100)}`);
      continue;
    }
    const ratio = (key: keyof Opening) => (ours && typeof ours !== 'string' ? `${number(Number(result[key]) / Number(ours[key]))}x` : '');
    const cells = [number(result.open), number(result.visited), number(result.kept / mega), number(result.rss / mega)];
    const widths = [9, 15, 11, 9];
    const ratios = name === 'ours' ? '' : `${ratio('open').padStart(13)}${ratio('visited').padStart(14)}${ratio('kept').padStart(14)}`;
    console.log(`  ${name.padEnd(7)}${cells.map((cell, index) => cell.padStart(widths[index] ?? 0)).join('')}${ratios}`);
  }
}

interface Target {
  readonly what: string;
  readonly figure: string;
  readonly met: boolean;
}

function openingTargets(many: ReadonlyMap<string, Opening | string>, huge: ReadonlyMap<string, Opening | string>): Target[] {
  const of = (results: ReadonlyMap<string, Opening | string>, name: string): Opening => {
    const result = results.get(name);
    if (result === undefined || typeof result === 'string') throw new Error(`${name}: ${result ?? 'not measured'}`);
    return result;
  };
  const ours = of(many, 'ours');
  const faster = peers.map((name) => ({ what: `100,000 entries at least 8x faster than ${name}`, ratio: of(many, name).open / ours.open }));
  const memory = ours.kept / of(many, 'JSZip').kept;
  const { open, kept, rss } = of(huge, 'ours');
  const growth = Math.max(kept, rss) / mega;
  return [
    ...faster.map(({ what, ratio }) => ({ what, figure: `${number(ratio)}x`, met: ratio >= 8 })),
    { what: '100,000 entries in at most half the memory of JSZip', figure: `${number(memory * 100, 0)}%`, met: memory <= 0.5 },
    { what: '3 GB opened in under 100 ms', figure: `${number(open)} ms`, met: open < 100 },
    { what: '3 GB opened with less than 40 MB growth', figure: `${number(growth)} MB`, met: growth < 40 },
  ];
}

async function reviewFigures(files: ReadonlyMap<string, Uint8Array>): Promise<Figures> {
  await writeArchive(at('package.zip'), files);
  const figures = mediansOf(Array.from({ length: Math.min(runs, 3) }, () => child('review-child', at('package.zip')) as Figures));
  rmSync(at('package.zip'));
  return { ...figures, rate: (figures['bytes'] ?? 0) / mega / ((figures['took'] ?? NaN) / 1000) };
}

/** As the products review: files are read by as many threads as there are processors. `peak`: bytes of memory of the process. */
async function threadFigures(files: ReadonlyMap<string, Uint8Array>, times: number): Promise<Figures> {
  await writeArchive(at('package.zip'), files);
  const figures = mediansOf(Array.from({ length: times }, () => child('thread-child', at('package.zip'), at('engine.js')) as Figures));
  rmSync(at('package.zip'));
  const bytes = [...files.values()].reduce((sum, { length }) => sum + length, 0);
  return { ...figures, rate: bytes / mega / ((figures['took'] ?? NaN) / 1000) };
}

/** Rules that a package is reviewed with after edits: as many as there are, and so many times as many. */
const moreRules = 5;

interface EditFigures {
  /** Milliseconds of work after an edit, of each kind of file: the first one, the worst, and the usual one. */
  readonly kinds: Readonly<Record<string, { readonly first: number; readonly worst: number; readonly median: number }>>;
  /** The median of the kind that takes longest. */
  readonly usual: number;
}

/** Processor time: what other programs do meanwhile does not count. */
function editFigures(path: string, times: number): EditFigures {
  const all = child('edit-child', path, String(times)) as Record<string, number[]>;
  const kinds = Object.fromEntries(
    Object.entries(all).map(([kind, took]) => [kind, { first: took[0] ?? NaN, worst: Math.max(...took), median: median(took) }]),
  );
  return { kinds, usual: Math.max(...Object.values(kinds).map((kind) => kind.median)) };
}

function showEdits(title: string, { kinds }: EditFigures): void {
  console.log(`${title}: milliseconds of work, the first edit, the worst and the median`);
  for (const [kind, { first, worst, median: usual }] of Object.entries(kinds))
    console.log(`  ${kind.padEnd(10)}${[first, worst, usual].map((value) => number(value, 0).padStart(8)).join('')}`);
}

async function compareFigures(count: number): Promise<Figures> {
  const { older, newer } = twoVersions(count);
  await writeArchive(at('older.zip'), older);
  await writeArchive(at('newer.zip'), newer);
  const figures = mediansOf(Array.from({ length: runs }, () => child('compare-child', at('older.zip'), at('newer.zip')) as Figures));
  for (const name of ['older.zip', 'newer.zip']) rmSync(at(name));
  return figures;
}

/**
 * Beside `cp` of the same file, alone and with the sync that makes a copy as durable as an export; all take turns, each
 * into a file that is not there yet.
 */
async function exportFigures(size: number): Promise<Figures> {
  await writeSolidArchive(at('solid.zip'), size);
  const once = (): Figures => {
    const copying = performance.now();
    // Windows has no such program: its own copying comes through Node.
    if (process.platform === 'win32') copyFileSync(at('solid.zip'), at('copy.zip'));
    else execFileSync('cp', [at('solid.zip'), at('copy.zip')]);
    const cp = performance.now() - copying;
    const copy = openSync(at('copy.zip'), 'r+');
    fsyncSync(copy);
    closeSync(copy);
    const durable = performance.now() - copying;
    rmSync(at('copy.zip'));
    const figures = child('export-child', at('solid.zip'), at('patched.zip')) as Figures;
    rmSync(at('patched.zip'));
    return { ...figures, cp, durable };
  };
  const figures = mediansOf(Array.from({ length: runs }, once));
  const bytes = statSync(at('solid.zip')).size;
  rmSync(at('solid.zip'));
  return { ...figures, bytes, ratio: (figures['took'] ?? NaN) / (figures['durable'] ?? NaN) };
}

/** Of each version of PostgreSQL that was measured, ours and Squawk's, if that can be installed for it. */
async function lockFigures(): Promise<ReadonlyMap<string, readonly LockFigures[]>> {
  const squawk = installSquawk(at('squawk'));
  const found = new Map<string, readonly LockFigures[]>();
  console.log(`\nWhat blocks for as long as a table is big, against locks as they were measured: precision and recall`);
  console.log(`  PostgreSQL  operations  that block        ours${squawk === undefined ? '' : `   ${squawkVersion(squawk)}`}`);
  for (const version of measuredVersions) {
    const own = await ownLockFigures(version);
    const theirs = squawk === undefined ? [] : [squawkLockFigures(squawk, version, at('squawk'))];
    const cells = [own, ...theirs].map(({ precision, recall }) => `${number(precision, 2)}  ${number(recall, 2)}`.padStart(12));
    console.log(`  ${version.padEnd(10)}${String(own.operations).padStart(12)}${String(own.blocking).padStart(12)}${cells.join('   ')}`);
    found.set(version, [own, ...theirs]);
  }
  if (squawk === undefined) console.log('  squawk-cli cannot be installed here');
  return found;
}

async function main(): Promise<void> {
  await buildChildren();
  console.log(`Node ${process.version}, ${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}; medians of ${runs} fresh processes`);
  const figures: Record<string, unknown> = {};

  const opened = new Map<string, ReadonlyMap<string, Opening | string>>();
  for (const count of [100, 10_000, 100_000]) {
    const path = at(`${count}.zip`);
    await writeArchive(path, manyFiles(count));
    const results = openings(path);
    showOpenings(`${count.toLocaleString('en')} entries, ${number(statSync(path).size / mega)} MB`, results);
    opened.set(String(count), results);
    rmSync(path);
  }
  await writeHugeArchive(at('huge.zip'), 3 * 2 ** 30);
  const huge = openings(at('huge.zip'));
  showOpenings(`506 entries, ${number(statSync(at('huge.zip')).size / mega, 0)} MB`, huge);
  rmSync(at('huge.zip'));
  for (const [name, results] of [...opened, ['huge', huge] as const]) figures[name] = Object.fromEntries(results);

  const review = await reviewFigures(packageFiles(40 * mega));
  const threads = await threadFigures(packageFiles(40 * mega), Math.min(runs, 3));
  const large = await threadFigures(packageFiles(200 * mega), 1);
  const many = await threadFigures(loadingFiles(12_000), runs);
  figures['review'] = { review, threads, large, many };
  console.log(
    `\nReview of 40 MB in ${review['files']} scripts, migrations and settings: ${number(review['rate'] ?? NaN)} MB/s in one thread, ` +
      `${number(threads['rate'] ?? NaN)} MB/s in those of ${availableParallelism()} processors; of 200 MB ${number(large['rate'] ?? NaN)} MB/s, ` +
      `with ${number((large['peak'] ?? NaN) / mega, 0)} MB of memory`,
  );

  const migrations = await reviewFigures(migrationFiles(20 * mega));
  const lintRate = (migrations['bytes'] ?? 0) / mega / ((migrations['worked'] ?? NaN) / 1000);
  figures['migrations'] = migrations;
  console.log(
    `Review of 20 MB in ${migrations['files']} migrations, with all rules: ${number(lintRate)} MB for each second of one processor, ` +
      `${number(migrations['rate'] ?? NaN)} MB/s by the clock`,
  );

  const locks = await lockFigures();
  figures['locks'] = Object.fromEntries(locks);
  const worst = (key: 'precision' | 'recall'): number => Math.min(...[...locks.values()].map(([own]) => own?.[key] ?? NaN));

  const compared = await compareFigures(20_300);
  figures['compare'] = compared;
  console.log(
    `Compare of two packages with ${compared['entries']} entries: ${number(compared['took'] ?? NaN, 0)} ms, ${compared['changes']} changes`,
  );

  const half = await reviewFigures(mixedPackage(10_000));
  const whole = await reviewFigures(mixedPackage(20_000));
  const growthOfReview = (whole['took'] ?? NaN) / (half['took'] ?? NaN);
  figures['mixed'] = { half, whole, ratio: growthOfReview };
  console.log(
    `Review of ${whole['files']} files of all kinds: ${number(whole['took'] ?? NaN, 0)} ms, after an edit ${number(whole['again'] ?? NaN, 0)} ms, ` +
      `${number((whole['kept'] ?? NaN) / mega, 0)} MB kept; of half as many ${number(half['took'] ?? NaN, 0)} ms, ratio ${number(growthOfReview, 2)}x`,
  );

  await writeArchive(at('edited.zip'), mixedPackage(9600));
  const edits = editFigures(at('edited.zip'), 1);
  const manyRules = editFigures(at('edited.zip'), moreRules);
  rmSync(at('edited.zip'));
  figures['edits'] = { edits, manyRules };
  showEdits('Review of 9,600 files of all kinds after an edit', edits);
  showEdits(`The same with ${moreRules} times as many rules`, manyRules);

  const exported = await exportFigures(2 ** 30);
  figures['export'] = exported;
  const growth = (exported['growth'] ?? NaN) / mega;
  console.log(
    `Export of ${number((exported['bytes'] ?? 0) / mega, 0)} MB with one edit: ${number(exported['took'] ?? NaN, 0)} ms, ` +
      `cp ${number(exported['cp'] ?? NaN, 0)} ms, with sync ${number(exported['durable'] ?? NaN, 0)} ms, ratio ${number(exported['ratio'] ?? NaN, 2)}x, ${number(growth)} MB growth`,
  );

  const inventory = mediansOf(Array.from({ length: Math.min(runs, 3) }, () => child('inventory-child', '200', '3000', '2000') as Figures));
  figures['inventory'] = inventory;
  console.log(
    `Inventory of 200 hosts with ${(inventory['facts'] ?? NaN).toLocaleString('en')} packages: imported in ${number(inventory['imported'] ?? NaN, 0)} ms ` +
      `with ${number((inventory['peak'] ?? NaN) / mega, 0)} MB of memory; matrix of ${(inventory['cells'] ?? NaN).toLocaleString('en')} cells ${number(inventory['matrix'] ?? NaN, 0)} ms`,
  );

  const activation = mediansOf(Array.from({ length: runs }, () => child('activate-child', folder) as Figures));
  figures['activation'] = activation;
  console.log(
    `Activation: ${number((activation['bytes'] ?? NaN) / 1000)} kB in ${activation['files']} file(s), ` +
      `loaded in ${number(activation['load'] ?? NaN)} ms, activated in ${number(activation['activate'] ?? NaN)} ms`,
  );

  const times = await searchTimes(folder, 200 * mega, runs, (zip, pattern) => {
    return child('search-child', at('search-worker.js'), zip, pattern) as { took: number; matches: number };
  });
  const search = { ours: median(times.ours), ...(times.grep && { grep: median(times.grep) }) };
  figures['search'] = search;
  const share = search.grep === undefined ? undefined : search.grep / search.ours;
  console.log(
    `Find in Package over 200 MB of text: ${number(search.ours, 0)} ms` +
      (share === undefined ? '' : `, grep -r over the unpacked files ${number(search.grep ?? NaN, 0)} ms`),
  );

  const size = (activation['bytes'] ?? NaN) / 1000;
  const targets = [
    ...openingTargets(opened.get('100000') ?? new Map(), huge),
    ...(share === undefined
      ? []
      : [{ what: 'Find in Package at least 0.6 times as fast as grep -r', figure: `${number(share, 2)}x`, met: share >= 0.6 }]),
    {
      what: 'export of 1 GB takes at most 1.3x the time of cp and sync',
      figure: `${number(exported['ratio'] ?? NaN, 2)}x`,
      met: (exported['ratio'] ?? NaN) <= 1.3,
    },
    { what: 'export of 1 GB with less than 64 MB growth', figure: `${number(growth)} MB`, met: growth < 64 },
    {
      what: 'two packages with 20,000 entries compared in under 1.5 s',
      figure: `${number(compared['took'] ?? NaN, 0)} ms`,
      met: (compared['took'] ?? NaN) < 1500,
    },
    { what: 'review of 4 MB/s in one thread', figure: `${number(review['rate'] ?? NaN)} MB/s`, met: (review['rate'] ?? NaN) >= 4 },
    { what: 'review of 6 MB/s in two', figure: `${number(threads['rate'] ?? NaN)} MB/s`, met: (threads['rate'] ?? NaN) >= 6 },
    { what: 'review of 5 MB of migrations in a second of one processor', figure: `${number(lintRate)} MB`, met: lintRate >= 5 },
    ...(['precision', 'recall'] as const).map((key) => ({
      what: `${key} of what blocks at least 0.95 on every PostgreSQL`,
      figure: number(worst(key), 2),
      met: worst(key) >= 0.95,
    })),
    {
      what: 'review of 200 MB with less than 1 GB of memory',
      figure: `${number((large['peak'] ?? NaN) / mega, 0)} MB`,
      met: (large['peak'] ?? NaN) < 1000 * mega,
    },
    {
      what: 'host held up for at most 200 ms by a review with findings on 12,000 lines',
      figure: `${number(many['held'] ?? NaN, 0)} ms`,
      met: (many['held'] ?? NaN) <= 200,
    },
    {
      what: 'review of twice as many files takes at most 2.5x the time',
      figure: `${number(growthOfReview, 2)}x`,
      met: growthOfReview <= 2.5,
    },
    {
      what: 'review of 9,600 files after an edit takes at most 100 ms',
      figure: `${number(edits.usual, 0)} ms`,
      met: edits.usual <= 100,
    },
    {
      what: `after an edit, ${moreRules} times as many rules take less than ${moreRules} times as long`,
      figure: `${number(manyRules.usual / edits.usual)}x`,
      met: manyRules.usual < moreRules * edits.usual,
    },
    {
      what: '200 hosts with 3,000 packages each imported in under 6 s',
      figure: `${number((inventory['imported'] ?? NaN) / 1000, 2)} s`,
      met: (inventory['imported'] ?? NaN) < 6000,
    },
    {
      what: '200 hosts with 3,000 packages each imported with less than 600 MB of memory',
      figure: `${number((inventory['peak'] ?? NaN) / mega, 0)} MB`,
      met: (inventory['peak'] ?? NaN) < 600 * mega,
    },
    { what: 'activation loads less than 200 kB', figure: `${number(size)} kB`, met: size < 200 },
  ];
  console.log('\nTargets');
  for (const { what, figure, met } of targets) console.log(`  ${met ? 'met   ' : 'missed'}  ${what}: ${figure}`);
  const json = option('--json');
  if (json !== undefined) writeFileSync(json, `${JSON.stringify({ node: process.version, runs, ...figures, targets }, undefined, 2)}\n`);
  if (targets.some(({ met }) => !met)) process.exitCode = 1;
}

main()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  })
  .finally(() => rmSync(folder, { recursive: true, force: true }));
