import { scriptTexts } from '../../facts/scripts/upgrade-effects';
import { isWeighty } from '../../facts/scripts/weighty';
import { groupBy } from '../../text/groups';
import { memoEach } from '../../text/memo';
import type { PlanEffect } from '../../plan/plan';
import type { PackageView } from '../../subject/subject';
import { settingAtHead } from '../reporting/script-head';
import { eachRun } from '../reporting/each-run';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const continuesAfterFailure = defineRule({
  id: 'script/continues-after-failure',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'silent-failure'],
  fixable: true,
  summary: 'A script of the upgrade goes on after a step of it has failed',
  rationale: `A shell that nobody tells otherwise runs the next line whatever became of the last one. The package does not install, and the service is
restarted with the old one; the archive does not unpack as the disk is full, and the old programs are removed; the dump fails, and the schema is changed
without one. The script ends with the status of its last command, so the upgrade is reported as done.

The rule reports scripts that the upgrade starts, and those that they call, that install, unpack, copy, dump or change data at least twice, and in which neither \`set -e\` nor
\`||\`, \`if\` or \`$?\` looks at what became of it: one finding for each script, at the first such step.

It is silent about scripts with \`set -e\` or \`#!/bin/sh -e\`, steps whose failure is looked at, checks that change nothing, and steps on other hosts
and in containers.

The fix adds \`set -e\`. Commands that may fail, such as \`grep\` without a match, then end the script: look for them before you apply it.`,
  references: [
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html#set',
    'https://www.debian.org/doc/debian-policy/ch-files.html#scripts',
  ],
  messages: {
    goesOn: (d: { by: string; next: string; more: number }) =>
      `If ${d.by} fails, the script goes on with ${d.next}${d.more > 0 ? ` and ${d.more} more ${d.more === 1 ? 'step' : 'steps'}` : ''}: nothing looks at what became of it.`,
  },
  check(reviewed, site) {
    const texts = scriptTexts(reviewed);
    eachRun('script/continues-after-failure', reviewed, site, ({ name: phase, effects, isSure }, report) => {
      // What others than a shell run one after the other ends with the first that fails.
      if (!isSure || phase === 'scheduled' || phase === 'check') return;
      for (const [path, own] of groupBy(effects, (effect) => effect.path)) {
        const text = texts.get(path);
        const steps = own.filter((effect) => effect.host === undefined && effect.container === undefined && changes(effect));
        const open = steps.filter((effect, at) => isOpen(effect, steps[at + 1], reviewed));
        const [first] = open;
        if (text === undefined || !first || open.length < 2) continue;
        const later = steps.slice(steps.indexOf(first) + 1).filter(({ command }) => command.start !== first.command.start);
        const [next] = later;
        if (!next) continue;
        const edit = settingAtHead({ path, text }, 'set -e');
        report({ path, span: first.command }, 'goesOn', {
          data: { by: first.by, next: next.by, more: later.length - 1 },
          related: open
            .slice(1, maxRelated)
            .map(({ command, by }) => ({ at: 'package', path, span: command, message: `so it does if ${by} fails` })),
          fix: edit && { title: 'End the script where a command fails (set -e)', edits: [edit], applies: 'after-review' },
        });
      }
    });
  },
});

const maxRelated = 10;

/** What a later step relies upon, or acts upon what came before. */
const changes = (effect: PlanEffect): boolean => isWeighty(effect) || /^(unit\.(start|restart|enable)|file\.delete)$/.test(effect.kind);

/** Nothing looks at what became of it before the next step. */
function isOpen(effect: PlanEffect, next: PlanEffect | undefined, reviewed: PackageView<'shell'>): boolean {
  if (!isWeighty(effect) || effect.onError !== 'goes-on' || effect.when === 'on-failure') return false;
  // `cp … 2>/dev/null`: if there is something to copy.
  if (effect.isMuted && /^(cp|mv)\b/.test(effect.by)) return false;
  const text = scriptTexts(reviewed).get(effect.path) ?? '';
  const end = next && next.command.start > effect.command.end ? next.command.start : effect.command.end + 200;
  const between = text.slice(effect.command.end, end);
  if (/^[^\n]*(\|\||&&)/.test(between)) return false;
  // `check_result $? "…"`, or a function of the script's own that looks at it.
  const [, after = ''] = /^[^\n]*\n\s*([\w-]+)/.exec(between) ?? [];
  if (/^[^\n]*\n\s*[\w-]+\s+"?\$\?/.test(between) || asksForStatus(text).has(after)) return false;
  return !(/\$\?|PIPESTATUS/.test(between) && /\bif\b|\[|\bexit\b|\bcase\b|\(\(/.test(between));
}

/** Functions that look first at what became of the command before them. */
const asksForStatus = memoEach(
  (text: string): ReadonlySet<string> =>
    new Set(
      Array.from(
        text.matchAll(/^[ \t]*(?:function[ \t]+)?([\w-]{1,60})[ \t]*(?:\(\))?\s{0,4}\{[^}]{0,160}\$\?/gm),
        ([, name = '']) => name,
      ),
    ),
  20,
);
