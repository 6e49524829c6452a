import { isAskedAbout, questionsOf } from '../../facts/scripts/asked-about';
import { scriptTexts } from '../../facts/scripts/upgrade-effects';
import { isOnHost } from '../../facts/scripts/other-hosts';
import { entryOf } from '../../text/groups';
import { folderOf } from '../../text/path';
import type { PlanEffect } from '../../plan/plan';
import type { FileEdit, Fix } from '../finding';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const notRepeatable = defineRule({
  id: 'script/not-repeatable',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done'],
  fixable: true,
  summary: 'A script that is run a second time fails, or does the same once more',
  rationale: [
    'An upgrade that stopped in the middle is started again: that is how most of them are finished. A script whose first half cannot be done twice then stops at its first line, and somebody edits it by hand in the night. What is appended twice is in the file twice, and the second value may win.',
    '',
    'Reported are accounts and groups that are made without a look whether they are there, `mkdir` without `-p`, `ln -s` without `-f`, `createdb` and their kin where a failure ends the script, and lines that are appended to files in `/etc` or rules added to the packet filter (`iptables -A`) without a look whether they are there.',
    'It is silent where the script asks for the thing before, removes it before, takes the failure (`|| true`) or goes on after it, where a marker of earlier runs is asked for, for `adduser --system`, for what lies in temporary folders, in rollbacks and in containers.',
  ].join('\n'),
  references: ['https://www.debian.org/doc/debian-policy/ch-maintainerscripts.html#maintainer-scripts-idempotency'],
  messages: {
    fails: (d: { by: string; target: string }) =>
      `Run a second time, ${d.by} fails as ${d.target} is there already, and the script ends here.`,
    doubles: (d: { by: string; target: string }) => `Run a second time, ${d.by} adds the same to ${d.target} once more.`,
  },
  check(reviewed, site) {
    const texts = scriptTexts(reviewed);
    eachRun('script/not-repeatable', reviewed, site, ({ name, effects, isSure }, report) => {
      if (name === 'rollback' || name === 'scheduled') return;
      const seen = new Set<string>();
      const found = new Map<string, Repeated[]>();
      const gone = new Set<string>();
      for (const effect of effects) {
        const { path, target, command, kind, by } = effect;
        // What is made anew holds nothing of an earlier run.
        if (/^(file|user|group|database)\.(delete|drop|move)$/.test(kind))
          gone.add(target.replace(/\/\*?$/, '')).add(effect.from ?? target);
        else if (/^(>|cp|install|sed|truncate|curl|wget)$/.test(by) || (by === 'tee' && !hasOption(effect, /^(a|append)$/)))
          gone.add(target);
        const place = `${path}:${command.start}`;
        if (!isOnHost(effect) || effect.when === 'on-failure' || seen.has(place)) continue;
        const words = (texts.get(path) ?? '').slice(command.start, Math.min(command.end, command.start + maxCommand));
        if (flushes.test(words)) gone.add(flushed);
        const how = repeats(effect, words);
        const of = kind === 'firewall.change' ? flushed : target;
        if (!how || isGone(of, gone) || isAskedAbout(effect, texts) || isMarked(questionsOf(effect, texts))) continue;
        seen.add(place);
        const isUnsure = !isSure || (how === 'doubles' && effect.when !== 'always');
        entryOf(found, `${path}\n${how}\n${of}`, () => []).push({ effect, how, words, isUnsure });
      }
      for (const all of found.values()) {
        const [first, ...others] = all;
        if (!first) continue;
        const { effect, how } = first;
        const { path, span, command, by, target, kind } = effect;
        const fixes = all.flatMap((each) => guarded(each.effect, each.words, texts.get(path) ?? '') ?? []);
        report({ path, span: kind === 'firewall.change' ? command : span }, how, {
          data: { by, target: kind === 'firewall.change' ? 'the packet filter' : target === '' ? 'it' : target },
          ...(all.every(({ isUnsure }) => isUnsure) && { confidence: 'possible' }),
          fix: fixes[0] && { ...fixes[0], edits: fixes.flatMap(({ edits }) => edits) },
          related: others.slice(0, maxPlaces).map((other) => ({ at: 'package', path, span: other.effect.span, message: 'and here' })),
        });
      }
    });
  },
});

interface Repeated {
  readonly effect: PlanEffect;
  readonly how: 'fails' | 'doubles';
  readonly words: string;
  readonly isUnsure: boolean;
}

const maxPlaces = 10;

/** Stands for the rules of the packet filter. */
const flushed = 'iptables';
const flushes = /^ip6?tables\s(.*\s)?(-F|--flush)\b/;

/** Of a command, so much is looked at. */
const maxCommand = 400;

const hasOption = ({ options }: PlanEffect, pattern: RegExp): boolean => options.some((option) => pattern.test(option));

function repeats(effect: PlanEffect, words: string): 'fails' | 'doubles' | undefined {
  const { kind, by, target, onError } = effect;
  if (/^(\/tmp|\/var\/tmp|\/run|\/dev\/shm)(\/|$)/.test(target)) return undefined;
  const doubles =
    (by === '>>' || (by === 'tee' && hasOption(effect, /^(a|append)$/))) &&
    /^\/etc\/|^(\/root|\/home\/[^/]+|~)\/\.(bashrc|profile|bash_profile|zshrc)$/.test(target)
      ? true
      : kind === 'firewall.change' && /^ip6?tables\s(.*\s)?(-A|-I|--append|--insert)\s/.test(words);
  if (doubles) return 'doubles';
  if (onError !== 'stops') return undefined;
  if (kind === 'user.create' && by === 'useradd') return 'fails';
  if (kind === 'user.create' && by === 'adduser') return hasOption(effect, /^(system|S|D)$/) ? undefined : 'fails';
  if (kind === 'group.create') return hasOption(effect, /^(f|force|system|S)$/) || by === 'adduser' ? undefined : 'fails';
  if (kind === 'dir.create' && by === 'mkdir') return hasOption(effect, /^(p|parents)$/) || target.includes('*') ? undefined : 'fails';
  if (kind === 'file.link' && by === 'ln') return hasOption(effect, /^(f|force|b|backup)/) || target.includes('*') ? undefined : 'fails';
  if (kind === 'database.create' && by === 'createdb') return 'fails';
  return kind === 'credential.create' && by === 'createuser' ? 'fails' : undefined;
}

/** It was removed before, or the folder that it lies in was. */
const isGone = (target: string, gone: ReadonlySet<string>): boolean => {
  for (let at = target.replace(/\/\*?$/, ''); at !== ''; at = folderOf(at)) if (gone.has(at)) return true;
  return false;
};

/** What earlier runs have left behind is asked for. */
const isMarked = (questions: readonly string[]): boolean =>
  questions.some((question) =>
    /\b(is_?done|done|already|installed|exists?|first|fresh|initial\w*|marker|stamp)\b|\.done|grep\s|-C\s|_(done|exists|installed)\b/i.test(
      question,
    ),
  );

function guarded({ path, command, by, kind, target }: PlanEffect, words: string, text: string): Fix | undefined {
  const put = (title: string, edit: Omit<FileEdit, 'path'>): Fix => ({ title, applies: 'after-review', edits: [{ path, ...edit }] });
  const behind = command.start + words.search(/\s|$/);
  const afterName = { start: behind, end: behind };
  const before = text.slice(Math.max(0, command.start - 200), command.start);
  const sudo = /(?:^|\n)[ \t]*(sudo[ \t]+)?$/.exec(before);
  const at = sudo ? command.start - (sudo[1]?.length ?? 0) : undefined;
  if (by === 'mkdir') return put('Make it if it is not there', { span: afterName, text: ' -p' });
  if (by === 'ln') return put('Replace the link', { span: afterName, text: ' -fn' });
  if (kind === 'group.create' && by === 'groupadd') return put('Make it if it is not there', { span: afterName, text: ' -f' });
  if ((kind === 'user.create' || kind === 'group.create') && at !== undefined && /^[\w.-]+$/.test(target))
    return put('Make it if it is not there', {
      span: { start: at, end: at },
      text: `${kind === 'user.create' ? 'id -u' : 'getent group'} ${target} >/dev/null 2>&1 || `,
    });
  const rule = kind === 'firewall.change' ? /^(ip6?tables\s(?:.*\s)?)(?:-A|-I|--append|--insert)(\s.*)$/s.exec(words) : undefined;
  return rule && at !== undefined && !/[\n;|&]/.test(words) && /^\s*\S+(?!\s+\d)/.test(rule[2] ?? '')
    ? put('Add it if it is not there', {
        span: { start: at, end: at },
        text: `${sudo?.[1] ?? ''}${rule[1] ?? ''}-C${rule[2] ?? ''} 2>/dev/null || `,
      })
    : undefined;
}
