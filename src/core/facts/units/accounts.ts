import { foreignInstaller } from './foreign-installers';
import { anything, possibleWords } from './possible-words';
import { fact, fileFact } from '../../subject/fact';

/** Commands that make a user or a group, or mean one that is there. */
const makers =
  /^(useradd|adduser|groupadd|addgroup|usermod|groupmod|newusers|systemd-sysusers|getent|id|chown|chgrp|install|runuser|su|sudo|dpkg-statoverride)$/;

interface MadeAccounts {
  readonly names: readonly string[];
  /** Names are computed, or come with what the script installs. */
  readonly others: boolean;
}

const accountsIn = fileFact('shell', (subject): MadeAccounts => {
  const { syntax } = subject;
  const names = new Set<string>();
  let others = foreignInstaller(syntax) < Infinity;
  for (const command of syntax.commands) {
    if (!makers.test(command.name ?? '')) continue;
    if (command.name === 'systemd-sysusers') others = true;
    for (const word of [...command.words, ...command.wrappers.flat()].flatMap(({ text, value }) =>
      value === undefined ? possibleWords(text, syntax.assigned) : [value],
    )) {
      if (word.includes(anything)) others ||= /user|group/.test(command.name ?? '');
      for (const part of word.split(/[:\s,]/)) names.add(part);
    }
  }
  return { names: [...names], others };
});

/** What tasks of Ansible and their like make. */
const accountsOfTasks = fileFact('task', ({ syntax }): readonly string[] =>
  syntax.tasks.flatMap(({ source: { text } }) => (/^(?:user|group)add /.test(text) ? (text.match(/[\w.-]+/g) ?? []) : [])),
);

/** Whether scripts or files of the package make a user or group, or may do so. */
export const makesAccount = fact(['shell', 'task'], (reviewed): ((name: string) => boolean) => {
  const all = reviewed.subjects.shell.map(accountsIn);
  const names = new Set([...all.flatMap((one) => one.names), ...reviewed.subjects.task.flatMap(accountsOfTasks)]);
  const others = all.some((one) => one.others) || reviewed.files.some(({ path }) => /sysusers/.test(path));
  return (name) => others || names.has(name);
});
