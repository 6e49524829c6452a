import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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
  const judged = right + wrong.length;
  console.log(
    `\n${right} of ${judged} judged findings are right${judged > 0 ? ` (${Math.round((right / judged) * 100)} %)` : ''}; ${open.length} errors and blockers are not judged`,
  );
}
