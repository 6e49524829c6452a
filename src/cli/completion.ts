import { rules } from '../core/rules/index';
import { commandNames, optionNames, optionWords, sideNames, UsageError } from './options';
import { parseSide } from './side-options';

const shells = ['bash', 'zsh', 'fish'] as const;

/** `completion bash`: a script that the shell reads in. Rules are those of this version. */
export function completionOf(args: readonly string[]): string {
  const { positionals } = parseSide('completion', args, {});
  const [shell = '', ...more] = positionals;
  if (more.length > 0 || !shells.some((known) => known === shell)) {
    throw new UsageError(`completion needs a shell: ${shells.join(', ')}, as in upgrade-review completion bash`);
  }
  if (shell === 'fish') return fish();
  return shell === 'bash' ? bash() : `autoload -U +X bashcompinit && bashcompinit\n${bash()}`;
}

const all = [...commandNames, ...sideNames].join(' ');
const ids = (): string => rules.map(({ id }) => id).join(' ');
const optionsOf = (command: string): string => optionNames(command).join(' ');

/** What a word behind an option may be, by command and option. */
const wordLists = (): readonly (readonly [command: string, option: string, words: string])[] =>
  commandNames.flatMap((command) =>
    [...optionWords(command)].flatMap(([option, words]) =>
      optionNames(command).includes(option) ? [[command, option, words.join(' ')] as const] : [],
    ),
  );

const bash = (): string => `_upgrade_review() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command="\${COMP_WORDS[1]}" words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then words='${all} --help --version'
  else
    case "$command $before" in
      'explain '*|*' --rule') words='${ids()}' ;;
      'completion completion') words='${shells.join(' ')}' ;;
      'inventory inventory') words=import ;;
${wordLists()
  .map(([command, option, words]) => `      '${command} ${option}') words='${words}' ;;`)
  .join('\n')}
    esac
    if [ -z "$words" ] && [[ "$word" == -* ]]; then
      case "$command" in
${commandNames.map((command) => `        ${command}) words='${optionsOf(command)}' ;;`).join('\n')}
        rules) words='--format --help' ;;
        inventory) words='--output --help' ;;
        *) words=--help ;;
      esac
    fi
  fi
  if [ -n "$words" ]; then COMPREPLY=($(compgen -W "$words" -- "$word"))
  else
    compopt -o filenames 2>/dev/null
    COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -F _upgrade_review upgrade-review
`;

const fish = (): string =>
  [
    'complete -c upgrade-review -f',
    `complete -c upgrade-review -n __fish_use_subcommand -a '${all}'`,
    ...commandNames.map((command) => `complete -c upgrade-review -n '__fish_seen_subcommand_from ${command}' -a '${optionsOf(command)}'`),
    ...wordLists().map(
      ([command, option, words]) =>
        `complete -c upgrade-review -n '__fish_seen_subcommand_from ${command}' -l ${option.slice(2)} -x -a '${words}'`,
    ),
    `complete -c upgrade-review -n '__fish_seen_subcommand_from explain' -a '${ids()}'`,
    `complete -c upgrade-review -n '__fish_seen_subcommand_from completion' -a '${shells.join(' ')}'`,
    `complete -c upgrade-review -n '__fish_seen_subcommand_from inventory' -a import`,
    `complete -c upgrade-review -n 'not __fish_use_subcommand' -F`,
    '',
  ].join('\n');
