import { effectsOnTheWay, programEffects, scriptTexts } from '../../facts/scripts/upgrade-effects';
import type { PlanEffect } from '../../plan/plan';
import type { PackageView } from '../../subject/subject';
import type { Fix } from '../finding';
import { groupBy } from '../../text/groups';
import { defineRule } from '../rule';
import { planned } from '../../plan/planned';

export const interactivePrompt = defineRule({
  id: 'script/interactive-prompt',
  target: 'package',
  reads: planned,
  severity: 'warning',
  confidence: 'likely',
  hazards: ['half-done', 'outage'],
  fixable: true,
  summary: 'A step of the upgrade waits for a person',
  rationale: `Upgrades run over ssh, from a pipeline, or on many hosts at once. There a question waits for ever while the service is stopped, or gets the end of
the input as its answer: \`read\` fails, \`apt-get\` gives up with "Abort.", and under \`set -e\` the script ends in the middle.

The rule reports \`read\` from the terminal, package managers without \`-y\`, \`passwd\`, \`visudo\`, editors, \`ssh-keygen\` without a passphrase given,
\`mysql -p\` without a password, \`docker system prune\` without \`-f\` and their like, in scripts that the upgrade runs, and what scripts of Windows and
Python ask under no condition: \`Read-Host\`, \`-Confirm\`, \`pause\`, \`set /p\`, \`rd /s\` without \`/q\`, \`input()\`.

It is silent where somebody feeds the command (a pipe, a here-document, \`yes |\`), where \`read\` has a time limit, where an option, a variable or a
look for a terminal decides whether it asks, and about scripts that the upgrade does not run.

The fix adds \`-y\` to package managers. They then install or remove what they think is right: look at what that is before you apply it.`,
  references: [
    'https://manpages.debian.org/bookworm/apt/apt-get.8.en.html',
    'https://manpages.debian.org/bookworm/debconf-doc/debconf.7.en.html',
    'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/read.html',
  ],
  messages: {
    read: (_: object) => 'The script waits for what a person types: with nobody there it stands still, or goes on with an empty answer.',
    manager: (d: { by: string }) => `${d.by} asks before it changes anything: with nobody there it stands still, or gives up.`,
    dialogue: (d: { count: number }) =>
      `The script asks a person ${d.count} times, for the first time here: it cannot run with nobody there.`,
    program: (d: { by: string }) => `${d.by} waits for a person: with nobody there it stands still, or fails.`,
  },
  check(reviewed, { report }) {
    const inScripts = effectsOnTheWay(reviewed).filter(
      (effect) => effect.when !== 'on-failure' && !isBounded(effect) && !isChosen(effect, reviewed),
    );
    // What a program asks under a question may be what it was told to ask.
    const inPrograms = programEffects(reviewed).filter(({ when }) => when === 'always');
    const waiting = [...inScripts, ...inPrograms].filter(({ kind }) => kind === 'prompt');
    for (const [path, effects] of groupBy(waiting, (effect) => effect.path)) {
      const [first] = effects;
      if (effects.length > maxAsked) {
        report({ path, span: first.command }, 'dialogue', { data: { count: effects.length } });
        continue;
      }
      for (const effect of effects) {
        const { command, by } = effect;
        const isManager = managers.test(by);
        report({ path, span: command }, asksInWords.test(by) ? 'read' : isManager ? 'manager' : 'program', {
          data: { by },
          fix: isManager ? withYes(effect, reviewed) : undefined,
        });
      }
    }
  },
});

/** What reads what a person types, whatever was asked. */
const asksInWords = /^(?:read|set|read-host|get-credential|input|raw_input|getpass\.getpass)$/i;

/** A script that asks more often is a dialogue with a person, and told once. */
const maxAsked = 7;

/** `read -t 10`. */
const isBounded = ({ by, options }: PlanEffect): boolean => by === 'read' && options.some((option) => /^\w*t/.test(option));

const managers = /^(apt-get|apt|aptitude|dnf|dnf5|yum|microdnf|tdnf|zypper) /;

/** Whoever starts the script can have it ask nobody. */
const choice =
  /-t\s+[012]\b|\btty\b|\$\{?PS1|interacti\w*|unattended|batch|assume|\byes\b|auto\w*|silent|quiet|force|confirm\w*|\bask\w*|prompt|skip|non_?int|no_?input|DEBIAN_FRONTEND|\[\s*-[zn]\s+"?\$|-[zn] "?\$\{?\w+|\$#|\$\{?[1-9@*]/i;

function isChosen({ asked, path }: PlanEffect, reviewed: PackageView<'shell'>): boolean {
  const texts = scriptTexts(reviewed);
  if (asked.some((at) => choice.test(texts.get(at.path)?.slice(at.span.start, at.span.end) ?? ''))) return true;
  // The package manager was told before what to answer.
  return /Assume-Yes|assumeyes\s*=|exec\s+<\s*\/dev\/null|APT::Get::Assume/i.test(texts.get(path) ?? '');
}

function withYes(effect: PlanEffect, reviewed: PackageView<'shell'>): Fix | undefined {
  const { path, command, by } = effect;
  const [program = '', verb = ''] = by.split(' ');
  const written = scriptTexts(reviewed).get(path)?.slice(command.start, command.end) ?? '';
  // Words between may be computed: only what stands there as it is named is changed.
  const found = new RegExp(`^\\S*${program}((?:\\s+-\\S+)*)\\s+${verb}(?=\\s|$)`).exec(written);
  if (!found || verb === '') return undefined;
  const at = command.start + found[0].length;
  return {
    title: `Answer ${program} with yes (-y)`,
    edits: [{ path, span: { start: at, end: at }, text: ' -y' }],
    applies: 'after-review',
  };
}
