import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { entryOf } from '../../src/core/text/groups';
import type { CorpusFinding } from './review';

/** What somebody thought of a finding after reading the file. One JSON object a line, in `judgements.jsonl`. */
export interface Judgement {
  readonly package: string;
  readonly version: string;
  readonly path: string;
  readonly line: number;
  readonly rule: string;
  readonly right: boolean;
  readonly why: string;
}

export interface Reviewed {
  readonly package: string;
  readonly version: string;
  readonly findings: readonly CorpusFinding[];
}

const file = join(__dirname, 'judgements.jsonl');
const keyOf = (at: Pick<Judgement, 'package' | 'version' | 'path' | 'line' | 'rule'>): string =>
  [at.package, at.version, at.rule, at.path, at.line].join('\0');

const isSerious = ({ severity }: CorpusFinding): boolean => severity === 'error' || severity === 'blocker';

/** Prints what the judgements say of what was found, and what changed against them. */
export function showJudged(reviewed: readonly Reviewed[]): void {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : [];
  const judgements = new Map(lines.map((line) => JSON.parse(line) as Judgement).map((one) => [keyOf(one), one]));
  const packages = new Set(reviewed.map((one) => `${one.package}\0${one.version}`));
  const found = new Set<string>();
  let right = 0;
  const wrong: Judgement[] = [];
  const open: string[] = [];
  for (const { package: name, version, findings } of reviewed) {
    for (const finding of findings) {
      const key = keyOf({ package: name, version, ...finding });
      found.add(key);
      const judged = judgements.get(key);
      if (judged?.right) right++;
      else if (judged) wrong.push(judged);
      else if (isSerious(finding))
        open.push(`${name}: ${finding.severity} ${finding.rule} ${finding.path}:${finding.line}  ${finding.message}`);
    }
  }
  const gone = [...judgements]
    .filter(([key, one]) => !found.has(key) && packages.has(`${one.package}\0${one.version}`))
    .map(([, one]) => one);
  const show = (title: string, rows: readonly string[]) =>
    rows.length > 0 && console.log(`\n${title} (${rows.length})\n${rows.map((row) => `  ${row}`).join('\n')}`);
  const place = ({ package: name, rule, path, line, why }: Judgement) => `${name}: ${rule} ${path}:${line}  ${why}`;
  show('Wrong, and still there', wrong.map(place));
  show('Right, and gone', gone.filter((one) => one.right).map(place));
  show('Wrong, and gone', gone.filter((one) => !one.right).map(place));
  show('Errors and blockers that nobody has judged', open);
  showShares(reviewed, judgements);
  console.log(`\n${right} of ${right + wrong.length} judged findings are right; ${open.length} errors and blockers are not judged`);
}

const percent = (part: number, all: number): string => (all === 0 ? '-' : `${Math.round((part / all) * 1000) / 10} %`);

/** Of what is there and judged: the share that is right, by severity and confidence; a cause is a rule in one folder of a product. */
function showShares(reviewed: readonly Reviewed[], judgements: ReadonlyMap<string, Judgement>): void {
  const rows = new Map<string, { right: number; wrong: number; causes: Map<string, boolean> }>();
  const note = (row: string, cause: string, right: boolean): void => {
    const known = entryOf(rows, row, () => ({ right: 0, wrong: 0, causes: new Map<string, boolean>() }));
    known[right ? 'right' : 'wrong']++;
    known.causes.set(cause, (known.causes.get(cause) ?? true) && right);
  };
  for (const { package: name, version, findings } of reviewed) {
    for (const finding of findings) {
      const judged = judgements.get(keyOf({ package: name, version, ...finding }));
      if (!judged) continue;
      const cause = `${name}\0${finding.rule}\0${dirname(finding.path)}`;
      note(`${finding.severity}, ${finding.confidence}`, cause, judged.right);
      if (isSerious(finding)) note(finding.confidence === 'possible' ? foldedAway : shown, cause, judged.right);
    }
  }
  console.log('\nseverity and confidence\tright\twrong\tshare\tshare of causes');
  for (const [row, { right, wrong, causes }] of [...rows].sort()) {
    const rightCauses = [...causes.values()].filter(Boolean).length;
    console.log([row, right, wrong, percent(right, right + wrong), percent(rightCauses, causes.size)].join('\t'));
  }
  const all = rows.get(shown) ?? { right: 0, wrong: 0 };
  const judged = all.right + all.wrong;
  console.log(
    `\n${target(judged === 0 || all.right / judged >= leastRight)}: of ${judged} judged ${shown} ${all.right} are right (target 92 %)`,
  );
}

const shown = 'errors and blockers';
const foldedAway = 'errors that are only possible';
const leastRight = 0.92;
/** Findings of severity error and blocker by files, at most. */
const mostPerFile = 1 / 20;
/** A product that is no-go by one rule alone, and by more findings than it can have causes, is so for one repeated reason. */
const mostOfOneReason = 3;

const target = (isMet: boolean): string => (isMet ? 'met' : 'NOT MET');

/** Prints whether products are told apart by what is in them; possible findings are not counted, as the verdict does not. */
export function showTargets(reviewed: readonly Reviewed[], files: number, told: number): void {
  const serious = reviewed.flatMap(({ findings }) => findings.filter((one) => isSerious(one) && one.confidence !== 'possible'));
  const repeated = reviewed.filter(({ findings }) => {
    const blockers = findings.filter(({ severity }) => severity === 'blocker');
    return blockers.length > mostOfOneReason && new Set(blockers.map(({ rule }) => rule)).size === 1;
  });
  console.log(
    `\n${target(serious.length <= files * mostPerFile)}: ${serious.length} errors and blockers in ${files} files (target 1 in 20)`,
  );
  console.log(
    `${target(repeated.length === 0)}: ${repeated.length} products are no-go for one repeated reason${repeated.map(({ package: name }) => ` ${name}`).join(',')}`,
  );
  console.log(
    `${target(told >= files * 0.9)}: ${told} of ${files} files are reviewed, listed as harmless or named as not understood (target 90 %)`,
  );
}
