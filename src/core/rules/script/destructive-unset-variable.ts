import { asksForArgument, functionAround } from '../../facts/scripts/function-calls';
import { upgradeEffects } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import { fact, fileFact } from '../../subject/fact';
import { memo, memoEach } from '../../text/memo';
import type { Subject } from '../../subject/subject';
import type { Span } from '../../text/span';
import type { Fix } from '../finding';
import { defineRule } from '../rule';
import { historyIn, isSetIn, type Lines } from './destructive-unset-variable/history';
import { isMaintainerScript } from '../../plan/entries';
import { planned } from '../../plan/planned';
import { scriptEffects } from '../../plan/script-effects';

export const destructiveUnsetVariable = defineRule({
  id: 'script/destructive-unset-variable',
  target: 'package',
  reads: ['config', ...planned],
  severity: 'error',
  confidence: 'likely',
  hazards: ['data-loss', 'irreversible'],
  fixable: true,
  summary: 'A command removes or changes a whole tree by a variable that can be empty there',
  rationale: `\`rm -rf "$DIR/"*\` with an empty \`DIR\` removes everything, and \`rm -rf $DIR/var\` removes \`/var\`. That happens where a file of settings is
missing on one host, where a name in it was changed, or where the command that was to find the folder has failed.

The rule reports \`rm -r\`, \`chown -R\`, \`chmod -R\`, \`find … -delete\`, \`find … -exec rm\` and \`rsync --delete\` on a path that begins with such a
variable, or that ends with it in a folder that others use (\`/opt/$APP\`), and \`mv "$DIR"/*\`: nothing in the package sets the variable, all that it is
set to is empty, it comes from a command such as \`grep\` or \`cat\` that may find nothing, or from an argument or an option that nobody has to give. What a function is
given is followed to those who call it. \`cd "$DIR"\` with an empty \`DIR\` goes nowhere, and where it
fails unseen the script stays where it was: \`rm -rf *\` behind it is reported as well.

It looks at the lines of units and crontabs and at the tasks of Ansible and others as well, and at what maintainer scripts do when a package is removed.

It is silent where the script asks before whether the variable is empty, has \`\${DIR:?}\` or a default, ends at unset variables (\`set -u\`), or at
commands that fail (\`set -e\`), and about roots that are empty on purpose (\`DESTDIR\`, \`DPKG_ROOT\`). It is silent about folders that the script has made or
asked for before it goes there.

The fix writes \`\${DIR:?}\`, or \`cd … || exit 1\`: the shell ends there with a message instead.`,
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#tag_19_06_02',
    'https://www.shellcheck.net/wiki/SC2115',
  ],
  messages: {
    hits: (d: { by: string; name: string; path: string; why: string }) => `${d.why}: if $${d.name} is empty, ${d.by} works on ${d.path}.`,
    stays: (d: { by: string; name: string; why: string }) =>
      `${d.why}: if $${d.name} is empty, cd goes nowhere or home, and ${d.by} works on all that lies there.`,
    failed: (d: { by: string; folder: string }) =>
      `If cd ${d.folder} fails, the script goes on, and ${d.by} works on all that lies where it was before.`,
    nowhere: (d: { by: string; name: string; why: string }) =>
      `${d.why}: if $${d.name} is empty, ${d.by} looks at no folder and fails, and what was meant stays.`,
  },
  check(reviewed, { report }) {
    const { shell, unit, crontab, task } = reviewed.subjects;
    const scripts = new Map<string, Lines>([...task, ...unit, ...crontab, ...shell].map((file) => [file.path, file]));
    const installed = new Set([...unit, ...crontab].map(({ path }) => path));
    const told = new Set<string>();
    for (const { effect, isSure } of [...upgradeEffects(reviewed), ...shell.flatMap(onRemoval)]) {
      const script = scripts.get(effect.path);
      const key = `${effect.path} ${effect.entered ? effect.command.start : effect.span.start}`;
      if (!script || !isRecursive(effect) || told.has(key)) continue;
      const { text } = script;
      const confidence = isSure || installed.has(effect.path) ? ('likely' as const) : ('possible' as const);
      const place = placeOf(effect, text);
      const why = place && reasonOf(place.name, script, effect.command.start, isSetAnywhere(reviewed));
      if (!place || why === undefined) {
        const gone = wrongFolder(effect, script, isSetAnywhere(reviewed));
        if (!gone) continue;
        told.add(key);
        const { by } = effect;
        if (gone.kind === 'stays') report(effect, 'stays', { data: { by, name: gone.name, why: gone.why }, confidence, fix: gone.fix });
        else
          report(effect, 'failed', {
            data: { by, folder: gone.folder },
            confidence,
            fix: gone.fix,
            ...(!gone.folder.includes('$') && { atMost: 'warning' }),
          });
        continue;
      }
      told.add(key);
      const { name, path } = place;
      const common = { confidence, fix: fixOf(effect.path, place, text) };
      if (path === '') report(effect, 'nowhere', { data: { by: effect.by, name, why }, ...common, atMost: 'warning' });
      else
        report(effect, 'hits', {
          data: { by: effect.by, name, path, why },
          ...common,
          ...(!isShared.test(path) && { atMost: 'warning' as const }),
        });
    }
  },
});

/** What it needs to know of an effect; the step of a script tells as much. */
type Work = Pick<PlanEffect, 'by' | 'options' | 'kind' | 'isFound' | 'path' | 'span' | 'command' | 'entered'>;

/** What dpkg has a script do when the package is removed or purged is no part of an upgrade, and removes the same data. */
const onRemoval = fileFact('shell', (script): readonly { readonly effect: Work; readonly isSure: true }[] => {
  if (!isMaintainerScript(script.path)) return [];
  const { steps, functions } = scriptEffects(script);
  const all = [...steps, ...functions.flatMap((one) => one.steps)];
  return all.flatMap(({ kind, ...step }) =>
    kind === 'call' || kind === 'source' ? [] : [{ effect: { ...step, kind, path: script.path }, isSure: true as const }],
  );
});

/** It goes through a tree. */
function isRecursive({ by, options, kind, isFound }: Work): boolean {
  const has = (pattern: RegExp): boolean => options.some((option) => pattern.test(option));
  switch (by) {
    case 'rm':
      return kind !== 'file.write' && (isFound === true || has(/^(r|R|recursive)$/));
    case 'chown':
    case 'chgrp':
    case 'chmod':
      return isFound === true || has(/^(R|recursive)$/);
    case 'rsync':
      return has(/^delete/);
    case 'find':
      return kind !== 'file.write';
    case 'mv':
      return true;
    default:
      return false;
  }
}

interface Place {
  readonly name: string;
  /** What is left if the variable is empty; empty: nothing. */
  readonly path: string;
  /** Of the variable. */
  readonly at: Span;
}

/** What the system and its programs live in. */
const isShared = /^\/(\*?$|(bin|boot|dev|etc|home|lib\w*|opt|proc|root|run|sbin|srv|sys|usr|var|mnt|media|data)(\/|\*|$))/;

/** Folders that several programs use: what is below them is not one product's. */
const parents =
  /^\/$|^\/(etc|opt|srv|home|mnt|data|var\/(lib|log|www|cache|spool|opt)|usr\/(local|share|lib|lib64|bin|sbin|local\/(bin|lib|share))|var)\/$/;

/** Roots that are empty where the package is installed the usual way. */
const isRoot = /^(DPKG_ROOT|DESTDIR|(\w+_)?(PREFIX|ROOT|ROOTFS|SYSROOT|CHROOT|BUILDROOT|TARGET|ROOTDIR|ROOT_DIR|D))$/i;

function placeOf(effect: Work, text: string): Place | undefined {
  if (effect.by !== 'mv') return placeIn(effect, text.slice(effect.span.start, effect.span.end), effect.span.start);
  // All of a folder is moved away; the effect is told where it arrives.
  const said = text.slice(effect.command.start, effect.command.end);
  const found = /\s("?\$(?:\w+|\{\w+\})"?\/"?\*)\s/.exec(said);
  return found ? placeIn(effect, found[1] ?? '', effect.command.start + found.index + 1) : undefined;
}

/** @param start of the word in its file */
function placeIn({ by, isFound }: Work, word: string, start: number): Place | undefined {
  const found = /\$(?:([A-Za-z_]\w*|[1-9])|\{([A-Za-z_]\w*|[1-9])\})/.exec(word);
  const name = found?.[1] ?? found?.[2];
  if (!found || name === undefined || word.includes("'")) return undefined;
  const before = word.slice(0, found.index).replaceAll('"', '');
  const after = word.slice(found.index + found[0].length).replaceAll('"', '');
  if (after.includes('$') || after.includes('`')) return undefined;
  const at = { start: start + found.index, end: start + found.index + found[0].length };
  if (before === '') {
    if ((by === 'find' || isFound) && after === '')
      return { name, path: word.includes('"') ? '' : 'the folder that the script stands in', at };
    if (!after.startsWith('/') || (isRoot.test(name) && /^\/[^/*]+\/[^/]/.test(after))) return undefined;
    return { name, path: after, at };
  }
  return parents.test(before) && /^(\/\*?)?$/.test(after) ? { name, path: `${before}${after.replace(/^\//, '')}`, at } : undefined;
}

/** What every login and every service has. */
const given =
  /^(HOME|PWD|OLDPWD|PATH|USER|LOGNAME|HOSTNAME|SHELL|UID|EUID|BASH\w*|DPKG_\w+|RPM_\w+|GITHUB_\w+|CI_\w+|RUNNER_\w+|TMPDIR|XDG_\w+|SECONDS|RANDOM|PPID)$/;

/** Why a variable can be empty at a place of a script; `undefined`: it cannot, or nobody can say. */
function reasonOf(name: string, script: Lines, at: number, isSet: (name: string) => boolean): string | undefined {
  const history = historyIn(script, name);
  if (given.test(name) || history.isAskedBefore(at)) return undefined;
  const { nounset, errexit, source } = headOf(script);
  if (/^\d$/.test(name)) return argumentReason(Number(name), script, at, isSet);
  const values = history.setBefore(at);
  if (!values) {
    // Set in another file, or further down: that depends on who calls whom.
    if (nounset < at || isSet(name)) return undefined;
    return source.at < at ? `$${name} comes from ${source.file}, if that sets it` : `Nothing in the package sets $${name}`;
  }
  if (values.each) {
    const [why] = values.each.flatMap((each) => (each === name ? [] : (reasonOf(each, script, at, isSet) ?? [])));
    return why;
  }
  if (values.areEmpty) return `All that the script sets $${name} to is empty`;
  if (values.argument !== undefined && values.areGiven) return argumentReason(values.argument, script, at, isSet);
  if (values.areGiven) return nounset < at ? undefined : `$${name} is set by an option that nobody has to give`;
  if (values.areOptional) return `$${name} comes from whoever starts the script, who need not say anything`;
  return errexit < at || !values.mayFindNothing ? undefined : `$${name} comes from a command that may find nothing`;
}

/** Why an argument can be empty: of a function by those who call it, else by whoever starts the script. */
function argumentReason(number: number, script: Lines, at: number, isSet: (name: string) => boolean): string | undefined {
  if (!isScript(script)) return undefined;
  const called = functionAround(script, at);
  if (asksForArgument(script.text, { start: called?.span.start ?? 0, end: at }, number)) return undefined;
  if (!called)
    return headOf(script).nounset < at ? undefined : `$${number} is an argument of the script, and nobody asks whether it was given`;
  for (const { words, at: place } of called.calls) {
    const word = words[number - 1];
    if (word === undefined) {
      // What is handed on as a whole has a length that nobody knows.
      if (words.some((each) => /\$[@*]|\$\{[@*]/.test(each)) || headOf(script).nounset < at) continue;
      return `${called.name} is called without a word for $${number}`;
    }
    const name = /^"?\$(?:(\w+)|\{(\w+)\})"?$/.exec(word);
    const handed = name?.[1] ?? name?.[2];
    // What the caller hands on of its own arguments is asked about there; deeper than that nobody looks.
    const why = handed === undefined || /^\d/.test(handed) ? undefined : reasonOf(handed, script, place, isSet);
    if (why !== undefined) return `${called.name} is given $${handed}. ${why}`;
  }
  return undefined;
}

const isScript = (lines: Lines): lines is Subject<'shell'> => 'target' in lines && lines.target === 'shell';

/** Where what holds for all of a script begins; `Infinity`: nowhere. */
const headOf = memo(({ text }: Lines) => {
  const placeOf = (first: RegExp, later: RegExp): number => (first.test(text) ? -1 : (later.exec(text)?.index ?? Infinity));
  const source = /(?:^|[\n;&|("'])[ \t]{0,40}(?:\.|source)[ \t]+"?(\/[\w./-]+)/.exec(text);
  return {
    nounset: placeOf(/^#!.*\s-\w*u/, /(?:^|\n)[ \t]{0,40}set[ \t]+(?:-\w*u|-o[ \t]+nounset|-\w+[ \t]+-\w*u)/),
    errexit: placeOf(/^#!.*\s-\w*e/, /(?:^|\n)[ \t]{0,40}set[ \t]+(?:-\w*e|-o[ \t]+errexit)/),
    source: { at: source?.index ?? Infinity, file: source?.[1] ?? '' },
  };
});

/** Whether any script of the package sets a variable, or a file that is read in as its environment. */
const isSetAnywhere = fact(['config', 'shell'], ({ subjects: { config, shell } }) =>
  memoEach(
    (name: string) =>
      shell.some((script) => isSetIn(script, name)) ||
      config.some(({ syntax }) => syntax.format === 'env' && syntax.entries.some(({ key }) => key === name)),
  ),
);

const fixOf = (path: string, { name, at }: Pick<Place, 'name' | 'at'>, text: string): Fix | undefined =>
  text.slice(at.start, at.end).startsWith('$')
    ? {
        title: `End the script if ${name} is empty`,
        edits: [{ path, span: at, text: `\${${name}:?}` }],
        applies: 'always',
      }
    : undefined;

/** All that lies in the working directory. */
const isAll = /^(\.\/?)?(\*|\.\*|\.\[[!^]\.\]\*)$|^\.\/?$/;

type WrongFolder =
  | { readonly kind: 'stays'; readonly name: string; readonly why: string; readonly fix: Fix | undefined }
  | { readonly kind: 'failed'; readonly folder: string; readonly fix: Fix | undefined };

/** `cd "$WORK"; rm -rf *`: where a script clears a folder that it may not have got into. */
function wrongFolder(effect: Work, script: Lines, isSet: (name: string) => boolean): WrongFolder | undefined {
  const { entered, span, path, command } = effect;
  const { text } = script;
  if (!entered || effect.by === 'mv' || !isAll.test(text.slice(span.start, span.end))) return undefined;
  const folder = text.slice(entered.span.start, entered.span.end);
  const found = /^"?\$(?:(\w+)|\{(\w+)\})"?$/.exec(folder);
  const name = found?.[1] ?? found?.[2];
  const why = name === undefined ? undefined : reasonOf(name, script, command.start, isSet);
  if (name !== undefined && why !== undefined) {
    const start = entered.span.start + folder.indexOf('$');
    const at = { start, end: start + folder.replaceAll('"', '').length };
    return { kind: 'stays', name, why, fix: fixOf(path, { name, at }, text) };
  }
  if (!entered.mayFail || headOf(script).errexit < entered.span.start || isMadeBefore(folder, text.slice(0, entered.span.start)))
    return undefined;
  const isAlone = /^[ \t]*(#|;|\r?\n|$)/.test(text.slice(entered.span.end));
  const edits = [{ path, span: { start: entered.span.end, end: entered.span.end }, text: ' || exit 1' }];
  return {
    kind: 'failed',
    folder,
    fix: isAlone ? { title: 'End the script if cd fails', edits, applies: 'after-review' } : undefined,
  };
}

/** Somebody has asked for the folder, or made it. */
const isMadeBefore = (folder: string, before: string): boolean =>
  before.split('\n').some((line) => line.includes(folder) && /\bmkdir\b|-[de]\s|\bgit\s+clone\b|\binstall\s.*-d|\bmktemp\b/.test(line));
