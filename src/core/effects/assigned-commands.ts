import { wordBehind } from '../parse/shell-constants';
import type { ShellCommand, ShellWord } from '../parse/shell-script';

/** A variable that makes another program run something. */
export interface AssignedCommand {
  /** `script`: it holds a command line; `file`: a script that bash reads in first; `library`: code that is loaded into every program. */
  readonly is: 'script' | 'file' | 'library';
  readonly word: ShellWord;
}

/** For as long as they are set: git(1), rsync(1), bash(1), ld.so(8). */
const lasting: ReadonlyMap<string, AssignedCommand['is']> = new Map(
  Object.entries({
    GIT_SSH_COMMAND: 'script',
    GIT_SSH: 'script',
    GIT_PROXY_COMMAND: 'script',
    GIT_EXTERNAL_DIFF: 'script',
    GIT_SEQUENCE_EDITOR: 'script',
    RSYNC_RSH: 'script',
    RSYNC_CONNECT_PROG: 'script',
    PROMPT_COMMAND: 'script',
    BASH_ENV: 'file',
    LD_PRELOAD: 'library',
    LD_AUDIT: 'library',
  } as const),
);

/** What a person would like to see or write with is for people, unless it is set for one command. */
const forOne = /^(?:(?:GIT_|MAN|SYSTEMD_|DELTA_)?PAGER|(?:GIT_|SUDO_|KUBE_|SYSTEMD_|FC)?EDITOR|VISUAL)$/;

/** Commands that stand in the variables which a command sets, or which are set for it. */
export function assignedCommands({ name, words, assignments, wrappers }: ShellCommand): readonly AssignedCommand[] {
  if (assignments.length === 0 && wrappers.length === 0 && !setting.test(name ?? '')) return [];
  const isFor = (variable: string, isForOne: boolean): AssignedCommand['is'] | undefined =>
    lasting.get(variable) ?? (isForOne && forOne.test(variable) ? 'script' : undefined);
  const inWords = (all: readonly ShellWord[], isForOne: boolean): readonly AssignedCommand[] =>
    all.flatMap((word): AssignedCommand[] => {
      const [lead, variable = ''] = /^(\w+)=(?=.)/s.exec(word.text) ?? [];
      const is = lead === undefined ? undefined : isFor(variable, isForOne);
      return lead === undefined || !is ? [] : [{ is, word: wordBehind(word, lead.length) }];
    });
  return [
    ...assignments.flatMap(({ name: variable, value }): AssignedCommand[] => {
      const is = isFor(variable, words.length > 0 && !setting.test(name ?? ''));
      return is && value && value.text !== '' ? [{ is, word: value }] : [];
    }),
    // `env BASH_ENV=x.sh bash`, `export LD_PRELOAD=x.so`.
    ...wrappers.flatMap((one) => inWords(one.slice(1), true)),
    ...(setting.test(name ?? '') ? inWords(words.slice(1), false) : []),
  ];
}

const setting = /^(?:export|declare|typeset|readonly)$/;

/** Libraries of the system itself; the path of another one says whose code it is. */
export const isOfSystem = (library: string): boolean => !library.includes('/') || /^\/(?:usr\/)?lib(?:32|64)?\//.test(library);
