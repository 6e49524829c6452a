/**
 * What plans say beside what really happens: maintainer scripts of Debian packages and install scripts of vendors run in a
 * throw-away root, without network, while strace and listings of the root tell what they do. Needs root on Debian, debootstrap
 * and strace; nothing of it is part of the product.
 *
 *     npm run corpus:plan                  all
 *     npm run corpus:plan -- cron postfix  these packages
 */
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { effectsOf } from '../../../src/core/effects/interpret';
import { plainText } from '../../../src/core/parse/mapped-text';
import { parseShell } from '../../../src/core/parse/shell';
import { expand } from '../../../src/core/plan/expand';
import { newBudget } from '../../../src/core/plan/writing';
import type { Program } from '../../../src/core/plan/program';
import { linkerOf } from '../../../src/core/plan/linker';
import type { PlanEffect } from '../../../src/core/plan/plan';
import { baseRoot } from './base-root';
import { compare, type Compared } from './compare';
import { debOf, lifeOf, ofRoot, packages, type Maintained } from './debian';
import { happened } from './happened';
import { runStages, type Stage, type StageRun } from './stage';
import { showCompared } from './show';
import { showUnderstood } from './understood';
import { ofVendors } from './vendors';

const cache = join(process.env['UPGRADE_REVIEW_CACHE'] ?? join(homedir(), '.cache/upgrade-review'), 'plan-root');
const wanted = process.argv.slice(2);

function planOf({ text, given, stage }: Maintained): readonly PlanEffect[] {
  const program: Program = { path: stage.script, effects: effectsOf(parseShell(text), plainText(text)) };
  return expand(program, linkerOf([program], []), given, newBudget()).effects;
}

function main(): void {
  const base = baseRoot(cache);
  const scratch = mkdtempSync(join(tmpdir(), 'plan-'));
  const lives: (readonly Maintained[])[] = [];
  for (const name of wanted.length > 0 ? wanted : packages) {
    const deb = debOf(join(cache, 'debs'), name);
    if (deb !== undefined) lives.push(lifeOf(deb, name, join(scratch, name)));
  }
  if (wanted.length === 0) lives.push(...ofRoot(base), ...ofVendors(join(cache, '../products')));
  const run: string[] = [];
  const rows: { readonly name: string; readonly status: number; readonly compared: Compared }[] = [];
  for (const life of lives) {
    const stages = life.filter(({ text }) => /^#!\s*\/bin\/(ba|da)?sh/.test(text));
    if (stages.length === 0) continue;
    run.push(...stages.map(({ text }) => text));
    const runs = runsOf(
      base,
      stages.map(({ stage }) => stage),
    );
    for (const [index, run] of runs.entries()) {
      const one = stages[index];
      if (!one) continue;
      const found = happened(
        run,
        (path) => rowOf(base, path) !== undefined,
        (path, row) => isSame(rowOf(base, path), row),
      );
      rows.push({ name: run.stage.name, status: run.status, compared: compare(planOf(one), withBase(found, base)) });
    }
  }
  rmSync(scratch, { recursive: true, force: true });
  showCompared(rows);
  showUnderstood(run, wanted.length === 0 ? join(cache, '../products') : '');
}

/** Runs are kept: what scripts do does not change with what plans say. */
function runsOf(base: string, stages: readonly Stage[]): readonly StageRun[] {
  const file = join(
    cache,
    'runs',
    `${createHash('sha256')
      .update(JSON.stringify(stages.map(({ before: _, ...stage }) => stage)))
      .digest('hex')
      .slice(0, 16)}.json`,
  );
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as readonly StageRun[];
  const runs = runStages(base, join(cache, 'work'), stages);
  mkdirSync(join(cache, 'runs'), { recursive: true });
  writeFileSync(file, JSON.stringify(runs));
  return runs;
}

const rowOf = (base: string, path: string) => lstatSync(join(base, path), { throwIfNoEntry: false });

/** A folder or file that the overlay has only copied up. */
function isSame(stat: ReturnType<typeof rowOf>, { type, mode, rest }: { type: string; mode: string; rest: string }): boolean {
  if (!stat || (stat.mode & 0o7777).toString(8) !== mode) return false;
  const owner = `${stat.uid}:${stat.gid}`;
  return type === 'd' ? rest === owner : rest.startsWith(`${owner} ${stat.size} ${Math.floor(stat.mtimeMs / 1000)}.`);
}

const withBase = (found: ReturnType<typeof happened>, base: string): ReturnType<typeof happened> => ({
  ...found,
  isThere: (path) => found.isThere(path) ?? rowOf(base, path) !== undefined,
});

main();
