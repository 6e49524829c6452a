import type { Step } from '../../../effects/effect';
import type { ShellCommand, ShellNode, ShellScript } from '../../../parse/shell-script';
import { insideOf } from '../../../parse/shell-tree';
import { isKnown } from '../../../parse/shell-template';
import { baseName } from '../../../text/path';
import { contains, type Span } from '../../../text/span';

/** A step whose failure the script tells somebody, or remembers, and then goes on. */
export interface ToldFailure {
  readonly step: Step;
  /** What tells it. */
  readonly telling: Span;
  /** The variable that it is remembered in; absent: it is only told. */
  readonly name?: string;
  /** What tells it is one command. */
  readonly isOne: boolean;
  /** `exit 0`, or `exit` behind what is told: the script ends well there. */
  readonly end?: Span;
}

/** `dpkg -i x.deb || echo failed`, `if ! psql -f up.sql; then log "…"; fi`, `tar … || rc=1` where nothing ends with `$rc`. */
export function toldFailures(script: ShellScript, text: string, steps: readonly Step[]): readonly ToldFailure[] {
  const found: ToldFailure[] = [];
  const left: ShellNode[] = [script.tree];
  for (let node = left.pop(); node; node = left.pop()) {
    left.push(...insideOf(node));
    for (const { tried, otherwise } of alternatives(node)) {
      const step = asksOnly.test(text.slice(tried.start, tried.end)) ? undefined : steps.find(({ command }) => contains(tried, command));
      const told = step && tellingOf(otherwise, script, text);
      if (told) found.push({ step, telling: otherwise.span, ...told });
    }
  }
  return found;
}

/** A database that is only asked whether it answers. */
const asksOnly = /\becho\s+(""|'')\s*\||\bselect\s+(1|version\(\)|now\(\))\b/i;

/** What runs if something fails, and no other thing. */
function alternatives(node: ShellNode): readonly { readonly tried: Span; readonly otherwise: ShellNode }[] {
  if (node.kind === 'chain') {
    const last = node.parts.at(-1);
    const [first] = node.parts;
    const before = node.parts.at(-2);
    if (!last || !first || !before || node.operators.at(-1) !== '||') return [];
    return [{ tried: { start: first.span.start, end: before.span.end }, otherwise: last }];
  }
  if (node.kind !== 'if' || node.branches.length !== 1) return [];
  const [{ test, body } = {}] = node.branches;
  if (!test || !body) return [];
  if (isNegated(test)) return [{ tried: test.span, otherwise: body }];
  return node.otherwise ? [{ tried: test.span, otherwise: node.otherwise }] : [];
}

const isNegated = (node: ShellNode): boolean =>
  node.kind === 'pipe' ? node.negated : node.kind === 'list' && node.items.length === 1 && node.items.some(isNegated);

/** Words that a failure is told with. */
const ofFailure =
  /fail|\berr(or)?\b|could\s?n[o']t|cannot|can't|unable|problem|unsuccessful|non-?zero|went wrong|fatal|\bwarn|fehl(er|geschlagen)|>&2|> ?\/dev\/stderr/i;

/** Whoever writes this has thought about it. */
const isMeant = /skip|optional|ignor|continu|anyway|manual|already|exist|fall(ing)? ?back|instead|non-?fatal|not critical|retry|later/i;

/** Whether a branch does no more than tell or remember a failure. */
function tellingOf(branch: ShellNode, script: ShellScript, text: string): Pick<ToldFailure, 'name' | 'isOne' | 'end'> | undefined {
  const all = commandsOf(branch);
  if (!all || all.length === 0) return undefined;
  const end = all.at(-1);
  // Alone it has the status of what was told.
  const isEnd = end?.name === 'exit' && (end.words[1]?.value === '0' || (end.words.length === 1 && all.length > 1));
  const commands = isEnd ? all.slice(0, -1) : all;
  const said = text.slice(branch.span.start, branch.span.end);
  const names = commands.flatMap(({ words, assignments }) => (words.length === 0 ? assignments.map(({ name }) => name) : []));
  const rest = text.slice(branch.span.end);
  if (names.some((name) => isUsed(name, rest))) return undefined;
  const telling = commands.filter(({ words }) => words.length > 0);
  if (telling.some((command) => !tells(command, script, text))) return undefined;
  const [name] = names;
  if (isEnd) return (telling.length === 0 || ofFailure.test(said)) && !isMeant.test(said) ? { isOne: false, end: end.span } : undefined;
  if (telling.length === 0) return name !== undefined && isAsked(name, rest) ? { name, isOne: false } : undefined;
  return ofFailure.test(said) && !isMeant.test(said) ? { isOne: commands.length === 1 && branch.kind === 'command' } : undefined;
}

/** The commands of a branch that is nothing but a list of them. */
function commandsOf(node: ShellNode): readonly ShellCommand[] | undefined {
  if (node.kind === 'command') return [node.command];
  if (node.kind === 'pipe') return node.parts.length === 1 && node.parts[0] ? commandsOf(node.parts[0]) : undefined;
  if (node.kind === 'redirected') return commandsOf(node.body);
  if (node.kind !== 'list') return undefined;
  const all = node.items.map(commandsOf);
  return all.every((one) => one !== undefined) ? all.flat() : undefined;
}

const tellers =
  /^(echo|printf|logger|cat|date|print\w*|warn\w*|msg\w*|message|info\w*|say|notice|log|log\w+|\w+_log|ui_print|wall|sleep|:)$/;

/** Functions of the script itself tell as long as they do not end it. */
function tells({ name = '' }: ShellCommand, { functions }: ShellScript, text: string): boolean {
  const own = functions.find((one) => one.name === name);
  if (!own) return tellers.test(name);
  const body = text.slice(own.span.start, own.span.end);
  return body.length < maxBody && !/\b(exit|return|kill|die|abort|rollback|restore)\b/.test(body);
}

/** Of a function that only tells. */
const maxBody = 1500;

/** The script, or whoever comes behind, ends with it. */
export const isUsed = (name: string, rest: string): boolean =>
  new RegExp(`\\b(exit|return)\\s+"?\\$\\{?${name}\\b`).test(rest) ||
  /\bexit\s+([1-9]|"?\$)|\breturn\s+([1-9]|"?\$)|\b(die|fail|abort|error_exit|false)\b/.test(rest);

/** Somebody looks at it. */
export const isAsked = (name: string, rest: string): boolean => new RegExp(`\\$\\{?${name}\\b`).test(rest);

/** Programs that change what the upgrade is about, by their names or their first words. */
const decisive =
  /(^|[-_./])(install(?:er)?|setup|migrat\w*|upgrade|db-?upgrade|update-?db|schema\w*|restore|alembic|flyway|liquibase)([-_.]|$)/i;

/** A program of the package or the product that nobody here knows, and whose name says what it is for. */
export const isDecisiveCall = ({ kind, target, args = [] }: Step): boolean =>
  kind === 'call' &&
  (decisive.test(baseName(target)) || args.slice(0, 3).some((word) => isKnown(word) && !word.includes('/') && decisive.test(word)));

/** `trap '…; exit 0' EXIT`: however the script ends, it ends well. */
export function endsWellAnyway({ commands, functions }: ShellScript, text: string): readonly Span[] {
  return commands.flatMap(({ name, words, span, inFunction }) => {
    const [, handler, ...signals] = words;
    if (
      name !== 'trap' ||
      !handler ||
      inFunction !== undefined ||
      !signals.some(({ text: signal }) => /^["']?(EXIT|ERR|0)["']?$/.test(signal))
    )
      return [];
    const plain = handler.text.replace(/^(["'])(.*)\1$/s, '$2').trim();
    const own = functions.find((one) => one.name === plain);
    const body = own ? text.slice(own.span.start, own.span.end).replace(/\}\s*$/, '') : plain;
    return /(^|[\s;{])exit[ \t]+0[\s;]*$/.test(body) && !body.includes('$?') ? [span] : [];
  });
}
