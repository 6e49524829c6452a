import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { canBeEntry, phaseOf } from '../../../src/core/plan/entries';
import { effectsOf } from '../../../src/core/effects/interpret';
import { isTestMaterial } from '../../../src/core/package/test-material';
import { plainText } from '../../../src/core/parse/mapped-text';
import { parseShell } from '../../../src/core/parse/shell';
import { linkerOf } from '../../../src/core/plan/linker';
import type { Program } from '../../../src/core/plan/program';
import { notUnderstood } from '../../../src/core/plan/understood';
import { groupBy } from '../../../src/core/text/groups';

interface Share {
  readonly scripts: number;
  readonly commands: number;
  readonly open: readonly string[];
}

/** What is said of the commands of scripts that call one another. */
function shareOf(programs: readonly Program[]): Share {
  const linker = linkerOf(programs, []);
  return {
    scripts: programs.length,
    commands: programs.reduce((sum, { effects }) => sum + effects.commands, 0),
    open: programs.flatMap((program) => notUnderstood(program, linker).map(({ what }) => what)),
  };
}

const programOf = (path: string, text: string): Program => ({ path, effects: effectsOf(parseShell(text), plainText(text)) });

const isShell = /^#!\s*\/(?:usr\/)?bin\/(?:env\s+)?(?:ba|da|k)?sh\b/;
const largest = 500_000;

/** Scripts of products that install and upgrade them, with all that lies beside: functions are often read in. */
function ofProducts(products: string): readonly Share[] {
  const folders = existsSync(products) ? readdirSync(products).filter((name) => name.endsWith('.material')) : [];
  return folders.map((name) => {
    const folder = join(products, name);
    const files = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((file) => statSync(file).size < largest && isShell.test(readFileSync(file, 'utf8').slice(0, 60)));
    const programs = files.map((file) => programOf(relative(folder, file), readFileSync(file, 'utf8')));
    const linker = linkerOf(programs, []);
    const entries = programs.filter(({ path }) => canBeEntry(path) && phaseOf(path) !== 'other' && !isTestMaterial(path));
    return {
      scripts: entries.length,
      commands: entries.reduce((sum, { effects }) => sum + effects.commands, 0),
      open: entries.flatMap((program) => notUnderstood(program, linker).map(({ what }) => what)),
    };
  });
}

/** Prints how many commands somebody can say something of: of the scripts that were run, each by itself, and of those of products. */
export function showUnderstood(run: readonly string[], products: string): void {
  show(
    'scripts that were run',
    [...new Set(run)].map((text, at) => shareOf([programOf(String(at), text)])),
  );
  if (products !== '') show('install and upgrade scripts of products', ofProducts(products));
}

const shown = 15;

function show(title: string, shares: readonly Share[]): void {
  const sum = (of: (share: Share) => number) => shares.reduce((all, share) => all + of(share), 0);
  const commands = sum((share) => share.commands);
  const open = shares.flatMap((share) => share.open);
  const percent = commands === 0 ? 100 : Math.round((1 - open.length / commands) * 1000) / 10;
  console.log(`understood ${percent} % of ${commands} commands in ${sum(({ scripts }) => scripts)} ${title}`);
  const often = [...groupBy(open, (what) => what)].sort((a, b) => b[1].length - a[1].length).slice(0, shown);
  console.log(`  not: ${often.map(([what, all]) => `${all.length} × ${what}`).join(', ')}`);
}
