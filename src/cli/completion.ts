import { rules } from '../core/rules/index';
import { commandNames, optionNames, UsageError } from './options';
import { parseSide } from './side-options';

const shells = ['bash', 'zsh', 'fish'] as const;

/** `completion bash`: a script that the shell reads in. Rules are those of this version. */
export function completionOf(args: readonly string[], side: readonly string[]): string {
  const { positionals } = parseSide('completion', args, {});
  const [shell = '', ...more] = positionals;
  if (more.length > 0 || !shells.some((known) => known === shell)) {
    throw new UsageError(`completion needs a shell: ${shells.join(', ')}, as in upgrade-review completion bash`);
  }
  const commands = [...commandNames, ...side].join(' ');
  const options = optionNames().join(' ');
  const ids = rules.map(({ id }) => id).join(' ');
  if (shell === 'fish') {
    return [
      'complete -c upgrade-review -f',
      `complete -c upgrade-review -n __fish_use_subcommand -a '${commands}'`,
      `complete -c upgrade-review -n 'not __fish_use_subcommand' -a '${options}'`,
      `complete -c upgrade-review -n '__fish_seen_subcommand_from explain' -a '${ids}'`,
      `complete -c upgrade-review -n 'not __fish_use_subcommand' -F`,
      '',
    ].join('\n');
  }
  const script = `_upgrade_review() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}"
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W '${commands}' -- "$word"))
  elif [ "\${COMP_WORDS[1]}" = explain ] || [ "$before" = --rule ]; then COMPREPLY=($(compgen -W '${ids}' -- "$word"))
  elif [[ "$word" == -* ]]; then COMPREPLY=($(compgen -W '${options}' -- "$word"))
  else COMPREPLY=($(compgen -f -- "$word"))
  fi
}
complete -o filenames -F _upgrade_review upgrade-review
`;
  return shell === 'bash' ? script : `autoload -U +X bashcompinit && bashcompinit\n${script}`;
}
