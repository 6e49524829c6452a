import type { ShellCommand, ShellWord } from '../../parse/shell';

/** What a command wants of a unit: `use` needs it, `remove` wants it gone, `ask` looks at it. */
export type Wish = 'use' | 'remove' | 'ask';

export interface UnitCommand {
  /** For people: `systemctl`, `/etc/init.d/foo`. */
  readonly program: string;
  readonly verb: string;
  readonly wish: Wish;
  readonly units: readonly ShellWord[];
}

/** systemctl's options with a value in the next word (systemctl(1)). */
const valued = new Set(
  '-t --type -p --property -P -n --lines -o --output -s --signal --state --job-mode --kill-whom --kill-who --kill-value --what --when --preset-mode --message --timestamp'.split(
    ' ',
  ),
);
/** The command speaks of another machine, another root or a user's own units. */
const elsewhere = /^(-H|--host|-M|--machine|--root|--image|--user|--global)(=|$)/;

const uses =
  'start restart reload try-restart condrestart reload-or-restart try-reload-or-restart force-reload enable reenable preset isolate set-default edit set-property';
const removes = 'stop disable kill reset-failed clean freeze thaw revert';
const asks = 'onestatus forcestatus is-active is-enabled is-failed status show cat help list-dependencies was-enabled debian-installed';
const wishes = new Map<string, Wish>(
  [uses, removes, asks].flatMap((verbs, index) =>
    verbs.split(' ').map((verb) => [verb, (['use', 'remove', 'ask'] as const)[index] ?? 'use'] as const),
  ),
);

/**
 * The units that a command speaks of. `undefined` for other commands, and for verbs that are harmless without the unit
 * (`mask`, `unmask`, `deb-systemd-helper purge`).
 */
export function unitCommand(command: ShellCommand): UnitCommand | undefined {
  const [first, ...words] = command.words;
  const program = command.name ?? '';
  switch (program) {
    case 'systemctl':
    case 'deb-systemd-helper':
    case 'deb-systemd-invoke': {
      if (words.some(({ value }) => elsewhere.test(value ?? ''))) return undefined;
      const [verb, ...units] = withoutOptions(words);
      const wish = wishes.get(verb?.value ?? '');
      if (!verb?.value || !wish) return undefined;
      return { program, verb: verb.value, wish, units: verb.value === 'set-property' ? units.slice(0, 1) : units };
    }
    case 'service':
    case 'invoke-rc.d': {
      const [unit, verb] = withoutOptions(words);
      if (!unit || !verb || words.some(({ value }) => value === '--status-all' || value === '--query')) return undefined;
      return { program, verb: verb.value ?? '', wish: wishes.get(verb.value ?? '') ?? 'use', units: [unit] };
    }
    // Both hand the wish on to systemd (update-rc.d(8), chkconfig(8)).
    case 'update-rc.d':
    case 'chkconfig': {
      const [unit, verb, ...others] = withoutOptions(words).filter(({ value }) => !/^\d+$/.test(value ?? ''));
      if (!unit || !enables.has(verb?.value ?? '') || others.length > 0) return undefined;
      return { program, verb: verb?.value ?? '', wish: 'use', units: [unit] };
    }
    default:
      return initScript(first, words);
  }
}

const enables = new Set(['enable', 'defaults', 'on']);

/** `/etc/init.d/foo restart`: what systemd has no unit for has no such script either. */
function initScript(first: ShellWord | undefined, [verb]: readonly ShellWord[]): UnitCommand | undefined {
  const [program, name] = /^\/etc\/(?:rc\.d\/)?init\.d\/([\w.@-]+)$/.exec(first?.text ?? '') ?? [];
  const wish = wishes.get(verb?.value ?? '');
  if (!first || program === undefined || name === undefined || !verb?.value || !wish) return undefined;
  const span = { start: first.span.end - name.length, end: first.span.end };
  return { program, verb: verb.value, wish, units: [{ text: name, value: name, span }] };
}

function withoutOptions(words: readonly ShellWord[]): ShellWord[] {
  const rest: ShellWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    const written = word?.value ?? word?.text ?? '';
    if (valued.has(written)) at++;
    else if (word && !written.startsWith('-')) rest.push(word);
  }
  return rest;
}
